/* relais-language-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "relais-language.h"

G_BEGIN_DECLS

#define RELAIS_N_LANGUAGES 8
#define RELAIS_LANGUAGE_FR 1
#define RELAIS_LANGUAGE_IT 4

/* Bits of the languages that are told apart by their words. */
enum {
  RELAIS_EN = 1 << 0,
  RELAIS_FR = 1 << 1,
  RELAIS_DE = 1 << 2,
  RELAIS_ES = 1 << 3,
  RELAIS_IT = 1 << 4,
  RELAIS_PT = 1 << 5,
  RELAIS_NL = 1 << 6,
  RELAIS_SV = 1 << 7,
};

/* The languages that have @word, lower case, among their most frequent words. */
guint relais_language_find_word (const char *word);

G_END_DECLS
