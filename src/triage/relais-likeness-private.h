/* relais-likeness-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-likeness.h"

G_BEGIN_DECLS

/**
 * RelaisLikenessText:
 * @features: (owned) of guint64: hashes of words and pairs, ascending, each once
 * @weights: (owned) (nullable): beside @features, once weighed
 * @weight: of all of them
 *
 * A text as it is compared.
 */
typedef struct
{
  GArray *features;
  double *weights;
  double  weight;
  guint   n_words;
  guint   negations;
} RelaisLikenessText;

RelaisLikenessText *relais_likeness_text_new     (const char               *text);
void                relais_likeness_text_free    (gpointer                  self);

/* Once. @spread: feature → in the answers of how many of @n_kinds kinds */
void                relais_likeness_text_weigh   (RelaisLikenessText       *self,
                                                  GHashTable               *spread,
                                                  guint                     n_kinds);

/* Both weighed. Returns: 0 to 1 */
double              relais_likeness_text_compare (const RelaisLikenessText *self,
                                                  const RelaisLikenessText *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisLikenessText, relais_likeness_text_free)

G_END_DECLS
