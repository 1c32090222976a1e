/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of tests of who may enter; each answers how many failed. */
#ifndef TESTS_WEB_VISITORS_TESTS_H
#define TESTS_WEB_VISITORS_TESTS_H

int visitors_papers_tests(void); /* headers */
int visitors_rules_tests(void);  /* the file, and what is asked of options */

#endif
