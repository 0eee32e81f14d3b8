/* triage-case.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-database.h"
#include "relais-knowledge.h"
#include "relais-test.h"

G_BEGIN_DECLS

/* What these tests share: the shipped kinds of a desk, and an empty database. */
typedef struct
{
  char            *folder;      /* (owned) */
  RelaisKnowledge *knowledge;   /* (owned) */
  RelaisDatabase  *database;    /* (owned) */
} TriageCase;

void triage_case_open  (TriageCase   *self,
                        int          *argc,
                        char       ***argv);
void triage_case_close (TriageCase   *self);

G_END_DECLS
