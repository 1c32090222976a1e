/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading tracks for tests, and the samples that they read. */
#include "support/track_all.h"

#include "support/fit_writer.h"
#include "support/zip_memory.h"

#include <math.h>
#include <string.h>

#define SECONDS 40

static void read_source(struct track_all *read, struct source *source,
                        const struct track_wish *wish)
{
    if (read->status == BKS_OK)
        read->status = track_read(&read->track, source, wish, &read->fault);
    source_close(source);
}

void track_all_memory(struct track_all *read, const void *bytes, size_t n,
                      const struct track_wish *wish)
{
    struct source *source = NULL;
    *read = (struct track_all){.status = BKS_OK};
    read->status = source_open_memory(&source, bytes, n, "run", &read->fault);
    read_source(read, source, wish);
}

void track_all_path(struct track_all *read, const char *path)
{
    struct source *source = NULL;
    *read = (struct track_all){.status = BKS_OK};
    read->status = source_open(&source, path, &read->fault);
    read_source(read, source, NULL);
}

void track_all_clear(struct track_all *read)
{
    track_clear(&read->track);
}

const char *track_all_warning(const struct track_all *read, enum bks_warning_id id)
{
    for (size_t i = 0; i < read->track.warnings.n; i++)
        if (read->track.warnings.item[i].id == id)
            return read->track.warnings.item[i].text;
    return NULL;
}

static bool is_within(double value, double low, double high)
{
    return isnan(value) || (value >= low && value <= high);
}

bool track_all_is_sound(const struct track_all *read)
{
    const struct track *track = &read->track;
    if (read->status != BKS_OK)
        return read->fault.status == read->status && read->fault.what[0] != '\0';
    for (size_t i = 0; i < track->n; i++) {
        const struct track_point *point = &track->point[i];
        bool good = is_within(point->speed_mps, 0, 15) && is_within(point->cadence_spm, 0, 300) &&
                    is_within(point->oscillation_m, 0, 0.5) && is_within(point->contact_s, 0, 2) &&
                    is_within(point->balance_left, 0, 1) && is_within(point->distance_m, 0, 1e7);
        if (!good || (i > 0 && point->t_us <= track->point[i - 1].t_us))
            return false;
    }
    return track->n > 0 && track->start.t_us == track->point[0].t_us;
}

const char track_sample_tcx[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TrainingCenterDatabase "
    "xmlns=\"http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2\" "
    "xmlns:x=\"http://www.garmin.com/xmlschemas/ActivityExtension/v2\"><Activities>"
    "<Activity Sport=\"Running\"><Id>2026-05-01T08:00:00.000Z</Id>"
    "<Lap StartTime=\"2026-05-01T08:00:00.000Z\"><DistanceMeters>9</DistanceMeters><Track>\n"
    "<Trackpoint><Time>2026-05-01T08:00:00.000Z</Time><AltitudeMeters>12.4</AltitudeMeters>"
    "<DistanceMeters>0</DistanceMeters><Extensions><x:TPX><x:Speed>3</x:Speed>"
    "<x:RunCadence>84</x:RunCadence></x:TPX></Extensions></Trackpoint>\n"
    "<Trackpoint><Time>2026-05-01T08:00:01.000Z</Time><DistanceMeters>3</DistanceMeters>"
    "<HeartRateBpm><Value>150</Value></HeartRateBpm><Extensions><x:TPX><x:Speed>3</x:Speed>"
    "<x:RunCadence>84</x:RunCadence></x:TPX></Extensions></Trackpoint>\n"
    "</Track><Track><Trackpoint><Time>2026-05-01T08:00:05.000Z</Time>"
    "<DistanceMeters>6</DistanceMeters><Extensions><x:TPX><x:RunCadence>84</x:RunCadence></x:TPX>"
    "</Extensions></Trackpoint></Track></Lap><Creator><Name>Forerunner 245</Name>"
    "<UnitId>1</UnitId></Creator></Activity></Activities><Author><Name>Garmin Connect</Name>"
    "</Author></TrainingCenterDatabase>\n";

const char track_sample_gpx[] =
    "<?xml version=\"1.0\"?>\n<gpx version=\"1.1\" creator=\"Runner &amp; co\" "
    "xmlns=\"http://www.topografix.com/GPX/1/1\" "
    "xmlns:e=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v1\"><trk><type>running</type>"
    "<trkseg>\n"
    "<trkpt lat=\"59.91\" lon=\"10.41\"><ele>12</ele><time>2026-05-01T08:00:00Z</time><extensions>"
    "<e:TrackPointExtension><e:hr>150</e:hr><e:cad>84</e:cad></e:TrackPointExtension></extensions>"
    "</trkpt>\n"
    "<trkpt lat=\"59.9101\" lon=\"10.41\"><ele>12</ele><time>2026-05-01T08:00:04Z</time>"
    "<extensions><e:TrackPointExtension><e:hr>150</e:hr><e:cad>84</e:cad>"
    "</e:TrackPointExtension></extensions></trkpt>\n"
    "<trkpt lat=\"59.9102\" lon=\"10.41\"><ele>12</ele><time>2026-05-01T08:00:08Z</time>"
    "</trkpt>\n</trkseg></trk></gpx>\n";

const char track_sample_health[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE HealthData [\n"
    "<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>\n"
    "<!ATTLIST HealthData locale CDATA #REQUIRED>\n<!ELEMENT broken (\n]>\n"
    "<HealthData locale=\"en_NO\">\n"
    " <Record type=\"HKQuantityTypeIdentifierRunningSpeed\" sourceName=\"Watch\" unit=\"km/hr\" "
    "startDate=\"2026-05-01 10:00:00 +0200\" endDate=\"2026-05-01 10:00:05 +0200\" "
    "value=\"10.8\"/>\n"
    " <Record type=\"HKQuantityTypeIdentifierRunningVerticalOscillation\" sourceName=\"Watch\" "
    "unit=\"cm\" startDate=\"2026-05-01 10:00:05 +0200\" endDate=\"2026-05-01 10:00:10 +0200\" "
    "value=\"8.7\"/>\n"
    " <Record type=\"HKQuantityTypeIdentifierStepCount\" sourceName=\"Phone\" unit=\"count\" "
    "startDate=\"2026-05-01 10:00:00 +0200\" endDate=\"2026-05-01 10:01:00 +0200\" "
    "value=\"100\"/>\n"
    " <Record type=\"HKQuantityTypeIdentifierStepCount\" sourceName=\"Watch\" unit=\"count\" "
    "startDate=\"2026-05-01 10:00:00 +0200\" endDate=\"2026-05-01 10:00:30 +0200\" "
    "value=\"84\"/>\n"
    " <Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" duration=\"1\" "
    "durationUnit=\"min\" sourceName=\"Watch\" startDate=\"2026-05-01 10:00:00 +0200\" "
    "endDate=\"2026-05-01 10:01:00 +0200\">\n"
    "  <WorkoutStatistics type=\"HKQuantityTypeIdentifierRunningGroundContactTime\" "
    "average=\"246\" unit=\"ms\"/>\n"
    "  <WorkoutEvent type=\"HKWorkoutEventTypePause\" date=\"2026-05-01 10:00:20 +0200\"/>\n"
    " </Workout>\n</HealthData>\n";

static size_t make_fit(uint8_t *out)
{
    static struct fit_file file;
    file.n = 0;
    fit_write_run(&file, 14, false, SECONDS);
    memcpy(out, file.bytes, file.n);
    return file.n;
}

#ifdef BKS_HAVE_EXPAT
static size_t make_text(uint8_t *out, const char *text)
{
    memcpy(out, text, strlen(text));
    return strlen(text);
}

static size_t make_tcx(uint8_t *out)
{
    return make_text(out, track_sample_tcx);
}

static size_t make_gpx(uint8_t *out)
{
    return make_text(out, track_sample_gpx);
}

static size_t make_health(uint8_t *out)
{
    return make_text(out, track_sample_health);
}

static size_t make_health_zip(uint8_t *out)
{
    const struct zip_text files[] = {
        {"apple_health_export/electrocardiograms/ecg.csv", "Name,\n", 0},
        {"apple_health_export/export_cda.xml", "<?xml version=\"1.0\"?><ClinicalDocument/>", 0},
        {"apple_health_export/Exportation.xml", track_sample_health, 0},
        {NULL, NULL, 0}};
    return zip_memory(out, TRACK_SAMPLE_ROOM, files, NULL);
}
#endif

static size_t make_fit_zip(uint8_t *out)
{
    static uint8_t fit[TRACK_SAMPLE_ROOM];
    const struct zip_text files[] = {{"123_ACTIVITY.fit", (const char *)fit, make_fit(fit)},
                                     {NULL, NULL, 0}};
    return zip_memory(out, TRACK_SAMPLE_ROOM, files, NULL);
}

static const struct track_sample samples[] = {
    {"FIT", "garmin-fit", make_fit, SECONDS - 3, FIT_WRITER_STEPS},
    {"FIT in a zip", "garmin-fit", make_fit_zip, SECONDS - 3, FIT_WRITER_STEPS},
#ifdef BKS_HAVE_EXPAT
    {"TCX", "tcx", make_tcx, 3, 168},
    {"GPX", "gpx", make_gpx, 3, 168},
    {"Health, XML", "apple-health", make_health, 60, 100},
    {"Health, zip", "apple-health", make_health_zip, 60, 100},
#endif
};

const struct track_sample *track_sample_at(size_t i)
{
    return i < sizeof samples / sizeof samples[0] ? &samples[i] : NULL;
}
