/* relais-rule.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "relais-parsed-message.h"
#include "relais-triage-types.h"

G_BEGIN_DECLS

/* What a person decided for messages that look a certain way. All conditions given must hold. Rules are tried in order; the first
 * that matches decides. Immutable; any thread.
 *
 * {"name": "…", "if": {"kind": "certificate", "sender": "@rectorat.example", "words": ["urgent"], "field": "student",
 *  "list": false}, "then": {"kind": "complaint", "action": "forward", "member": 3, "note": "…", "automatic": true}}
 */
#define RELAIS_TYPE_RULE (relais_rule_get_type ())

G_DECLARE_FINAL_TYPE (RelaisRule, relais_rule, RELAIS, RULE, GObject)

RelaisRule *relais_rule_new_from_json   (gint64                id,
                                         JsonNode             *definition,
                                         GError              **error);
JsonNode   *relais_rule_to_json         (RelaisRule           *self);
gint64      relais_rule_get_id          (RelaisRule           *self);
const char *relais_rule_get_name        (RelaisRule           *self);
gboolean    relais_rule_matches         (RelaisRule           *self,
                                         RelaisParsedMessage  *message,
                                         const char           *kind,
                                         JsonObject           *fields);

/* Whether @fields matter: reading them takes the most of judging a message. */
gboolean    relais_rule_asks_fields     (RelaisRule           *self);

/* What it says; NULL, 0 or -1 when it says nothing about it. */
const char *relais_rule_get_then_kind   (RelaisRule           *self);
int         relais_rule_get_then_action (RelaisRule           *self);
gint64      relais_rule_get_then_member (RelaisRule           *self);
const char *relais_rule_get_then_note   (RelaisRule           *self);
gboolean    relais_rule_is_automatic    (RelaisRule           *self);

G_END_DECLS
