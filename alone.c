typedef int alone;
