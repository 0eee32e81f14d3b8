/* relais-template-html-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RELAIS_HTML_TEXT,
  RELAIS_HTML_RCDATA,          /* <title>, <textarea>: no elements inside */
  RELAIS_HTML_RAW,             /* <style>: no variables inside */
  RELAIS_HTML_TAG_OPEN,        /* after < */
  RELAIS_HTML_TAG_NAME,
  RELAIS_HTML_END_TAG,
  RELAIS_HTML_IN_TAG,          /* where an attribute may begin */
  RELAIS_HTML_NAME,            /* of an attribute */
  RELAIS_HTML_BEFORE_VALUE,    /* after = */
  RELAIS_HTML_DOUBLE_QUOTED,
  RELAIS_HTML_SINGLE_QUOTED,
  RELAIS_HTML_UNQUOTED,
  RELAIS_HTML_MARKUP,          /* after <! */
  RELAIS_HTML_COMMENT,
} RelaisHtmlState;

typedef enum
{
  RELAIS_VALUE_PLAIN,
  RELAIS_VALUE_URL,
  RELAIS_VALUE_REFUSED,          /* style, on…, srcdoc … or an attribute of an element that loads or runs something */
} RelaisHtmlValueKind;

typedef enum
{
  RELAIS_URL_START,             /* nothing stands before */
  RELAIS_URL_AUTHORITY,         /* a scheme or a host may still be growing */
  RELAIS_URL_PART,              /* path, query or fragment: only more of the same can follow */
} RelaisHtmlUrlPhase;

#define RELAIS_HTML_NAME_SIZE 24

typedef struct
{
  RelaisHtmlState     state;
  RelaisHtmlValueKind      kind;
  RelaisHtmlUrlPhase  phase;
  gboolean  forbidden;             /* an element that no mail needs was opened: its name is in element */
  char      element[RELAIS_HTML_NAME_SIZE];    /* lower case, cut */
  char      attribute[RELAIS_HTML_NAME_SIZE];
  char      url[RELAIS_HTML_NAME_SIZE];        /* how the URL begins */
  char      recent[RELAIS_HTML_NAME_SIZE];     /* the last characters, for the ends of raw text and comments */
} RelaisHtmlContext;

void relais_html_step   (RelaisHtmlContext *context,
                         char               c);
void relais_html_forget (RelaisHtmlContext *context);

G_END_DECLS
