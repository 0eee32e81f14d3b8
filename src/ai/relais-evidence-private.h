/* relais-evidence-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text prepared for looking up what somebody claims to have read in it. Case, accents, kinds
 * of quotation marks, dashes and white space do not count, whole words do. */
typedef struct _RelaisEvidence RelaisEvidence;

RelaisEvidence *relais_evidence_new      (const char     *text);
void            relais_evidence_free     (RelaisEvidence *self);

/* The passage of the text that says @value, as it is written there, in one line; NULL when there
 * is none. (transfer full) */
char           *relais_evidence_find     (RelaisEvidence *self,
                                          const char     *value);

/* Whether the text names the day @iso ("2026-11-26"): in numbers, in words, by weekday or as
 * "tomorrow", counted from @written. */
gboolean        relais_evidence_has_date (RelaisEvidence *self,
                                          const char     *iso,
                                          GDateTime      *written);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisEvidence, relais_evidence_free)

/* The folded text, for the part that reads dates. */
const char     *relais_evidence_get_folded (RelaisEvidence *self);

G_END_DECLS
