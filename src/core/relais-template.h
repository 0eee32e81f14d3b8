/* relais-template.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Texts with places to fill: answers, subjects, HTML bodies. A template is compiled once and cannot be changed
 * afterwards; any thread may expand it.
 *
 *   {{sender.name}}                          a value, by its path in the data
 *   {{fields.date | date}}                   through filters, one after the other
 *   {{sender.name | default: "Madam, Sir"}}  what stands there when it is missing, null or empty
 *   {{#if fields.order}}…{{else}}…{{/if}}    missing, null, false, "" and empty lists count as no; 0 counts as yes
 *   {{#each dates}}…{{this}}…{{/each}}       this, this.member; @index counts from 1
 *
 * Filters: default: "text" · date, date: "%d %B %Y" · time, time: "%H:%M" · upper · lower · capitalize. Dates are
 * ISO 8601 texts or numbers of seconds since 1970; they are written in the language of the template, English or French,
 * whatever the language of the program. A text that is no date is left as it is. Of strftime: %A %a %B %b %d %e %m %Y %y %H
 * %I %M %p %%.
 *
 * A block's tag that stands alone on its line takes the line with it. What the data says is text and nothing else: braces
 * in it stay braces. */
#define RELAIS_TYPE_TEMPLATE (relais_template_get_type ())
#define RELAIS_TEMPLATE_ERROR (relais_template_error_quark ())

#define RELAIS_TEMPLATE_MAX_SOURCE (256 * 1024)
#define RELAIS_TEMPLATE_MAX_OUTPUT (4 * 1024 * 1024)
#define RELAIS_TEMPLATE_MAX_DEPTH 16

typedef struct _RelaisTemplate RelaisTemplate;

/**
 * RelaisTemplateMode:
 * @RELAIS_TEMPLATE_TEXT: a plain body: control characters are dropped
 * @RELAIS_TEMPLATE_HTML: escaped for its place: element text (line breaks become <br>), attribute value in quotes, URL
 *   (a whole one must be http, https, mailto, tel or cid and becomes "#" otherwise; a part is percent-encoded). Anywhere
 *   else (scripts, styles, comments, unquoted values, names of tags and attributes) a variable is refused
 * @RELAIS_TEMPLATE_HEADER: a subject or a name: one line, no control characters
 */
typedef enum
{
  RELAIS_TEMPLATE_TEXT,
  RELAIS_TEMPLATE_HTML,
  RELAIS_TEMPLATE_HEADER,
} RelaisTemplateMode;

/**
 * RelaisTemplateError:
 * @RELAIS_TEMPLATE_ERROR_SYNTAX: something between braces cannot be read
 * @RELAIS_TEMPLATE_ERROR_BLOCK: a block is not closed, or closed without being open
 * @RELAIS_TEMPLATE_ERROR_FILTER: no such filter, or a wrong argument for it
 * @RELAIS_TEMPLATE_ERROR_PLACE: a variable may not stand at this place of an HTML text
 * @RELAIS_TEMPLATE_ERROR_LIMIT: too long, too deep, or too much came out of it
 */
typedef enum
{
  RELAIS_TEMPLATE_ERROR_SYNTAX,
  RELAIS_TEMPLATE_ERROR_BLOCK,
  RELAIS_TEMPLATE_ERROR_FILTER,
  RELAIS_TEMPLATE_ERROR_PLACE,
  RELAIS_TEMPLATE_ERROR_LIMIT,
} RelaisTemplateError;

/**
 * RelaisTemplateVariable:
 * @name: the path, "fields.date"
 * @line: where, from 1
 * @column: in characters, from 1
 * @required: it is neither asked for by an {{#if}} around it nor has a default
 */
typedef struct
{
  char     *name;
  guint     line;
  guint     column;
  gboolean  required;
} RelaisTemplateVariable;

GType           relais_template_get_type        (void);
GQuark          relais_template_error_quark     (void);

/* Where a syntax error is, from 1; FALSE when @error is of another domain. */
gboolean        relais_template_error_get_place (const GError        *error,
                                                 guint               *line,
                                                 guint               *column);

/* (transfer full) (nullable) */
RelaisTemplate *relais_template_new             (const char          *source,
                                                 RelaisTemplateMode   mode,
                                                 GError             **error);
RelaisTemplate *relais_template_ref             (RelaisTemplate      *self);
void            relais_template_unref           (RelaisTemplate      *self);

/* (transfer none) (element-type RelaisTemplateVariable): in the order of the text; items of lists are left out */
GPtrArray      *relais_template_get_variables   (RelaisTemplate      *self);

/**
 * relais_template_expand:
 * @data: (nullable): where the paths lead
 * @language: "fr", "fr_CA" … for French; anything else: English
 * @missing: (out) (optional) (transfer full) (element-type RelaisTemplateVariable): what @data did not give: the text is
 *   not fit to be sent unless this is empty
 *
 * Returns: (transfer full) (nullable): the text; no braces of the template are ever left in it
 */
char           *relais_template_expand          (RelaisTemplate      *self,
                                                 JsonObject          *data,
                                                 const char          *language,
                                                 GPtrArray          **missing,
                                                 GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisTemplate, relais_template_unref)

G_END_DECLS
