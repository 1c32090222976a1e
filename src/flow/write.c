/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public ways to write an analysis: thin skins over report/. */
#include "flow/analysis.h"

#include "report/report.h"

static struct report_about about(const struct bks_analysis *analysis, const char *file)
{
    return (struct report_about){
        .file = file, .given = analysis->options.given, .n_given = analysis->options.n_given};
}

enum bks_status bks_analysis_write_json(const struct bks_analysis *analysis, const char *file,
                                        enum bks_json_parts parts, FILE *out)
{
    struct report_about made = about(analysis, file);
    return report_json(&analysis->result, &made, parts, out);
}

enum bks_status bks_analysis_write_text(const struct bks_analysis *analysis, const char *file,
                                        const struct bks_text_style *style, FILE *out)
{
    struct report_about made = about(analysis, file);
    return style->check ? report_check(&analysis->result, &made, style, out)
                        : report_note(&analysis->result, &made, style, out);
}
