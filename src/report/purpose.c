/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What backstride is for, and what it is not. */
#include "report/purpose.h"

#include "report/page.h"

const char *purpose_sentence(void)
{
    return "Records and describes training and form for discussion with your clinician; does not "
           "diagnose, does not clear anyone to run; not assessed or certified as a medical device.";
}

const char *purpose_disclaimer(void)
{
    return "For information and discussion with your clinician. It does not replace a physician's "
           "or physiotherapist's advice or judgement, does not diagnose, and does not clear anyone "
           "to run. No result is guaranteed; running after a back injury carries a risk of injury. "
           "Pain scores are not a measure of how serious an injury is. If you notice numbness "
           "between the legs, changes in bladder or bowel control, or new leg weakness, seek "
           "emergency care. Not assessed or certified as a medical device.";
}

void purpose_put(struct page *page)
{
    page_words(page, 0, purpose_sentence());
    page_end_line(page);
    page_end_line(page);
    page_words(page, 0, purpose_disclaimer());
    page_end_line(page);
}
