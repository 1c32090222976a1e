/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeding expat, and the limits that it does not have: depth, length of a tag, count of names. */
#include "read/xml_stream.h"

#include "base/fault.h"
#include "base/memory.h"
#include "read/xml_filter.h"

#define XML_DTD /* shows expat's limits in its header; Debian builds it so */
#include <expat.h>
#include <string.h>

#define CHUNK_BYTES      32768u
#define NAME_SLOTS       (2 * XML_MAX_NAMES) /* a power of two */
#define MAX_NAME_BYTES   1024u
#define MAX_UNFOLD       2 /* there are no entities, so nothing may unfold */
#define MAX_UNFOLD_BYTES 65536u
#define SEPARATOR        ' ' /* between namespace and name; neither may hold one */
#define FNV_START        UINT64_C(14695981039346656037)
#define FNV_FACTOR       UINT64_C(1099511628211)

struct xml {
    XML_Parser parser;
    const struct xml_events *events;
    void *context;
    struct xml_filter filter;
    enum bks_status status; /* why the parser was stopped, or BKS_OK */
    const char *limit;      /* which limit, with BKS_DAMAGED */
    unsigned depth;
    uint64_t fed;              /* bytes given to the parser */
    uint64_t name[NAME_SLOTS]; /* hashes of the names so far; 0 is free */
    size_t n_names;
    char bytes[CHUNK_BYTES], filtered[CHUNK_BYTES + XML_FILTER_HELD];
};

static void *memory_for_expat(size_t n)
{
    return memory_new(n, 1);
}

static void *memory_again_for_expat(void *old, size_t n)
{
    return memory_resize(old, n, 1);
}

/* Ends the reading unless all is well. */
static void stop(struct xml *xml, enum bks_status status, const char *limit)
{
    if (status != BKS_OK && xml->status == BKS_OK) {
        xml->status = status;
        xml->limit = limit;
        (void)XML_StopParser(xml->parser, XML_FALSE);
    }
}

/* Counts a name; expat keeps each for good, so their number must end. */
static void know(struct xml *xml, const char *name)
{
    uint64_t hash = FNV_START;
    size_t n = 0;
    for (; name[n] && n <= MAX_NAME_BYTES; n++)
        hash = (hash ^ (unsigned char)name[n]) * FNV_FACTOR;
    hash += hash == 0;
    size_t slot = (size_t)hash & (NAME_SLOTS - 1);
    while (xml->name[slot] && xml->name[slot] != hash)
        slot = (slot + 1) & (NAME_SLOTS - 1);
    if (xml->name[slot] == hash && n <= MAX_NAME_BYTES)
        return;
    if (n > MAX_NAME_BYTES || xml->n_names == XML_MAX_NAMES) {
        stop(xml, BKS_DAMAGED, "names without end");
        return;
    }
    xml->name[slot] = hash;
    xml->n_names++;
}

static struct xml_name split(const char *name)
{
    const char *local = strrchr(name, SEPARATOR);
    if (!local)
        return (struct xml_name){name, 0, name};
    return (struct xml_name){name, (size_t)(local - name), local + 1};
}

static void XMLCALL on_start(void *context, const XML_Char *name, const XML_Char **attribute)
{
    struct xml *xml = context;
    if (xml->status != BKS_OK)
        return;
    know(xml, name);
    for (size_t i = 0; attribute[i]; i += 2)
        know(xml, attribute[i]);
    if (++xml->depth > XML_MAX_DEPTH)
        stop(xml, BKS_DAMAGED, "elements nested too deep");
    if (xml->status != BKS_OK || !xml->events->start)
        return;
    struct xml_name parts = split(name);
    stop(xml, xml->events->start(xml->context, &parts, (const char *const *)attribute), NULL);
}

static void XMLCALL on_end(void *context, const XML_Char *name)
{
    struct xml *xml = context;
    if (xml->status != BKS_OK)
        return;
    xml->depth--;
    struct xml_name parts = split(name);
    if (xml->events->end)
        stop(xml, xml->events->end(xml->context, &parts), NULL);
}

static void XMLCALL on_text(void *context, const XML_Char *text, int n)
{
    struct xml *xml = context;
    if (xml->status == BKS_OK && xml->events->text)
        stop(xml, xml->events->text(xml->context, text, (size_t)n), NULL);
}

static void XMLCALL on_namespace(void *context, const XML_Char *prefix, const XML_Char *uri)
{
    (void)uri;
    if (prefix)
        know(context, prefix);
}

/* The filter lets none through; should it, entities come with it. */
static void XMLCALL on_doctype(void *context, const XML_Char *name, const XML_Char *system,
                               const XML_Char *public, int subset)
{
    (void)name;
    (void)system;
    (void)public;
    (void)subset;
    stop(context, BKS_DAMAGED, "a document type");
}

static bool set_up(struct xml *xml)
{
    const XML_Memory_Handling_Suite memory = {memory_for_expat, memory_again_for_expat,
                                              memory_free};
    const XML_Char separator[] = {SEPARATOR, '\0'};
    xml->parser = XML_ParserCreate_MM(NULL, &memory, separator);
    if (!xml->parser)
        return false;
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_start, on_end);
    XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartNamespaceDeclHandler(xml->parser, on_namespace);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
    (void)XML_SetParamEntityParsing(xml->parser, XML_PARAM_ENTITY_PARSING_NEVER);
    (void)XML_SetBillionLaughsAttackProtectionMaximumAmplification(xml->parser, MAX_UNFOLD);
    (void)XML_SetBillionLaughsAttackProtectionActivationThreshold(xml->parser, MAX_UNFOLD_BYTES);
    return true;
}

/* Where the parser stands, as a byte of the entry. */
static int64_t place(const struct xml *xml)
{
    XML_Index at = XML_GetCurrentByteIndex(xml->parser);
    return (at < 0 ? 0 : (int64_t)at) + (int64_t)xml->filter.dropped;
}

static enum bks_status broken(struct xml *xml, const char *entry, struct bks_fault *fault)
{
    enum XML_Error code = XML_GetErrorCode(xml->parser);
    if (xml->status != BKS_OK && xml->status != BKS_DAMAGED)
        return xml->status;
    if (code == XML_ERROR_NO_MEMORY)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    (void)fault_set(fault, BKS_DAMAGED, "export it again", "the XML breaks: %s",
                    xml->limit ? xml->limit : XML_ErrorString(code));
    return fault_at(fault, entry, place(xml), 0);
}

/* Gives the parser n bytes; last: and no more. */
static enum bks_status feed(struct xml *xml, size_t n, bool last, const char *entry,
                            struct bks_fault *fault)
{
    size_t kept = xml_filter_run(&xml->filter, xml->filtered, xml->bytes, n);
    xml->fed += kept;
    if (XML_Parse(xml->parser, xml->filtered, (int)kept, last) == XML_STATUS_ERROR)
        return broken(xml, entry, fault);
    XML_Index at = XML_GetCurrentByteIndex(xml->parser);
    if (at >= 0 && xml->fed - (uint64_t)at > XML_MAX_TOKEN + CHUNK_BYTES) {
        xml->limit = "a tag without end";
        return broken(xml, entry, fault);
    }
    return xml->status;
}

static enum bks_status read_all(struct xml *xml, struct stream *stream, const char *entry,
                                struct bks_fault *fault)
{
    for (;;) {
        size_t got = 0;
        enum bks_status ends = stream_read(stream, xml->bytes, sizeof xml->bytes, &got, fault);
        if (ends != BKS_OK && ends != BKS_DAMAGED)
            return ends;
        bool last = got == 0 || ends != BKS_OK;
        enum bks_status status = feed(xml, got, last, entry, fault);
        if (status != BKS_OK || last)
            return status;
    }
}

enum bks_status xml_stream_read(struct source *source, size_t entry,
                                const struct xml_events *events, void *context,
                                struct bks_fault *fault)
{
    const char *name =
        source_kind_of(source) == SOURCE_FILE ? NULL : source_entry_name(source, entry);
    struct stream *stream = NULL;
    struct xml *xml = memory_new(1, sizeof *xml);
    if (!xml)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    xml->events = events;
    xml->context = context;
    enum bks_status status = BKS_OK;
    if (!set_up(xml))
        status = fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    if (status == BKS_OK)
        status = stream_open(&stream, source, entry, fault);
    if (status == BKS_OK)
        status = read_all(xml, stream, name, fault);
    stream_close(stream);
    if (xml->parser)
        XML_ParserFree(xml->parser);
    memory_free(xml);
    return status;
}

bool xml_name_is(const struct xml_name *name, const char *uri, const char *local)
{
    size_t n = strlen(uri);
    bool same = name->n_uri == 0 || (name->n_uri >= n && memcmp(name->uri, uri, n) == 0);
    return same && strcmp(name->local, local) == 0;
}

const char *xml_attribute(const char *const *attribute, const char *name)
{
    for (size_t i = 0; attribute[i]; i += 2)
        if (strcmp(attribute[i], name) == 0)
            return attribute[i + 1];
    return NULL;
}

struct wanted_root {
    const char *uri, *local;
    bool found;
};

/* Ends the reading at the root element. */
static enum bks_status on_root(void *context, const struct xml_name *name,
                               const char *const *attribute)
{
    struct wanted_root *root = context;
    (void)attribute;
    root->found = root->uri ? xml_name_is(name, root->uri, root->local)
                            : strcmp(name->local, root->local) == 0;
    return BKS_NOT_MINE;
}

/* The first byte that is no blank. */
static bool begins_with_tag(struct source *source, size_t entry)
{
    char bytes[64];
    size_t got = 0, i = 0;
    struct stream *stream = NULL;
    if (stream_open(&stream, source, entry, NULL) == BKS_OK &&
        stream_read(stream, bytes, sizeof bytes, &got, NULL) != BKS_OK)
        got = 0;
    stream_close(stream);
    while (i < got && strchr(" \t\r\n\xEF\xBB\xBF", bytes[i]) && bytes[i])
        i++;
    return i < got && bytes[i] == '<';
}

bool xml_stream_claims(struct source *source, size_t entry, const char *uri, const char *local)
{
    static const struct xml_events events = {.start = on_root};
    struct wanted_root root = {uri, local, false};
    struct bks_fault fault;
    if (!begins_with_tag(source, entry))
        return false;
    enum bks_status status = xml_stream_read(source, entry, &events, &root, &fault);
    return status == BKS_NOT_MINE && root.found;
}
