/* relais-template-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-template.h"

G_BEGIN_DECLS

/* How a value is written at its place of an HTML text. */
typedef enum
{
  RELAIS_PLACE_TEXT,        /* element text */
  RELAIS_PLACE_RCDATA,      /* <title>, <textarea> */
  RELAIS_PLACE_ATTRIBUTE,   /* between quotes */
  RELAIS_PLACE_URL,         /* the beginning of a URL attribute */
  RELAIS_PLACE_URL_PART,    /* later in one */
} RelaisTemplatePlace;

typedef enum
{
  RELAIS_FILTER_DEFAULT,
  RELAIS_FILTER_DATE,
  RELAIS_FILTER_TIME,
  RELAIS_FILTER_UPPER,
  RELAIS_FILTER_LOWER,
  RELAIS_FILTER_CAPITALIZE,
} RelaisTemplateFilterType;

typedef struct
{
  RelaisTemplateFilterType  type;
  char                     *argument;  /* (owned) (nullable) */
} RelaisTemplateFilter;

typedef enum
{
  RELAIS_NODE_TEXT,
  RELAIS_NODE_VALUE,
  RELAIS_NODE_IF,
  RELAIS_NODE_EACH,
} RelaisTemplateNodeType;

typedef struct
{
  RelaisTemplateNodeType  type;
  char                   *text;        /* (owned) of a text, or the path as it was written */
  char                  **path;        /* (owned) */
  GArray                 *filters;     /* (owned) RelaisTemplateFilter */
  GPtrArray              *body;        /* (owned) RelaisTemplateNode (owned) */
  GPtrArray              *otherwise;   /* (owned) (nullable) */
  RelaisTemplatePlace     place;
  guint                   line;
  guint                   column;
} RelaisTemplateNode;

/* Position in the source; moved by relais_template_advance(). */
typedef struct
{
  const char *text;
  guint       line;
  guint       column;
} RelaisTemplateCursor;

/* What comes out of filters: NULL is missing. */
typedef struct
{
  JsonNode *node;           /* (nullable) borrowed from the data */
  char     *text;           /* (owned) (nullable) once it is text */
} RelaisTemplateValue;

GError             *relais_template_error_new    (RelaisTemplateError          code,
                                                  const RelaisTemplateCursor  *where,
                                                  const char                  *format,
                                                  ...) G_GNUC_PRINTF (3, 4);

RelaisTemplateNode *relais_template_node_new     (RelaisTemplateNodeType       type,
                                                  const RelaisTemplateCursor  *where);
void                relais_template_node_free    (RelaisTemplateNode          *self);
GPtrArray          *relais_template_nodes_new    (void);
GPtrArray          *relais_template_parse        (const char                  *source,
                                                  GError                     **error);
gboolean            relais_template_parse_value  (RelaisTemplateNode          *node,
                                                  RelaisTemplateCursor        *cursor,
                                                  const char                  *end,
                                                  GError                     **error);
gboolean            relais_template_parse_path   (RelaisTemplateNode          *node,
                                                  RelaisTemplateCursor        *cursor,
                                                  const char                  *end,
                                                  GError                     **error);
void                relais_template_advance      (RelaisTemplateCursor        *cursor,
                                                  const char                  *to);
gboolean            relais_template_find_places  (GPtrArray                   *nodes,
                                                  GError                     **error);

gboolean            relais_template_date_check   (const char                  *format);
char               *relais_template_date_format  (JsonNode                    *node,
                                                  const char                  *text,
                                                  gboolean                     is_time,
                                                  const char                  *format,
                                                  gboolean                     french);
void                relais_template_filter_apply (const RelaisTemplateFilter  *filter,
                                                  RelaisTemplateValue         *value,
                                                  gboolean                     french);
char               *relais_template_value_text   (const RelaisTemplateValue   *value,
                                                  gboolean                     french);
void                relais_template_append       (GString                     *output,
                                                  const char                  *text,
                                                  RelaisTemplateMode           mode,
                                                  RelaisTemplatePlace          place);
char               *relais_template_one_line     (const char                  *text);

G_END_DECLS
