/* relais-judgment-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-judgment.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *type;
  char *label;
} RelaisJudgeField;

struct _RelaisJudgeKind
{
  char      *id;            /* (owned) */
  char      *name;          /* (owned) */
  char      *description;   /* (owned) */
  GPtrArray *fields;        /* (owned) (element-type RelaisJudgeField) */
};

struct _RelaisJudgment
{
  char       *kind;         /* (owned) (nullable) */
  double      confidence;
  JsonObject *fields;       /* (owned) */
  GStrv       dropped;      /* (owned) */
  char       *model;        /* (owned) */
  guint       prompt_tokens;
  guint       completion_tokens;
  guint       attempts;
};

RelaisJudgment *relais_judgment_new (void);

G_END_DECLS
