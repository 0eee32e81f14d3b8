/* test-extract-case.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <camel/camel.h>

#include "relais-parsed-message.h"
#include "relais-test.h"

/* A body as a mail program makes it, and what of it a person would call newly written. */
typedef struct
{
  const char *name;
  const char *subject;
  gboolean    reply; /* has In-Reply-To */
  const char *body;
  const char *expected;
} ExtractCase;

void                 extract_case_init  (int              *argc,
                                         char           ***argv);
RelaisParsedMessage *extract_case_parse (const char       *text);
void                 extract_case_check (const ExtractCase *test,
                                         const char       *media_type);
