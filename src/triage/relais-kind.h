/* relais-kind.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "relais-triage-types.h"

G_BEGIN_DECLS

/* A kind of request: what it is called, what is read in it, what is answered. Immutable; any thread. Texts are kept by
 * language ("en", "fr"); the getters fall back to the other language rather than to nothing.
 */
#define RELAIS_TYPE_KIND (relais_kind_get_type ())

G_DECLARE_FINAL_TYPE (RelaisKind, relais_kind, RELAIS, KIND, GObject)

typedef enum
{
  RELAIS_ACTION_NONE,      /* none of these: nothing is done */
  RELAIS_ACTION_DRAFT,     /* an answer is proposed */
  RELAIS_ACTION_AUTO,      /* the answer is sent, when the guards and the earned precision allow it */
  RELAIS_ACTION_FORWARD,   /* passed on to the responsible person */
  RELAIS_ACTION_TASK,      /* stays in Today until somebody did it */
  RELAIS_ACTION_IGNORE,
} RelaisAction;

typedef enum
{
  RELAIS_FIELD_TEXT,
  RELAIS_FIELD_PERSON,
  RELAIS_FIELD_DATE,
  RELAIS_FIELD_TIME,
  RELAIS_FIELD_NUMBER,
  RELAIS_FIELD_MONEY,
  RELAIS_FIELD_EMAIL,
  RELAIS_FIELD_PHONE,
  RELAIS_FIELD_PLACE,
  RELAIS_FIELD_REFERENCE,
} RelaisFieldType;

/**
 * RelaisKindField:
 * @pattern: (nullable): one capturing group, for references and places
 */
typedef struct
{
  char            *name;
  RelaisFieldType  type;
  gboolean         required;
  GRegex          *pattern;
  JsonObject      *texts;      /* label, hint and after, by language */
} RelaisKindField;

/* @position, @member and @enabled belong to the workspace, the rest to the definition (data/packs/schema.json).
 * RELAIS_TRIAGE_ERROR_INVALID names the member that is wrong. */
RelaisKind       *relais_kind_new_from_json  (JsonNode       *definition,
                                              const char     *pack,
                                              GError        **error);
RelaisKind       *relais_kind_with           (RelaisKind     *self,
                                              RelaisAction    action,
                                              gint64          member,
                                              gboolean        enabled);
JsonNode         *relais_kind_to_json        (RelaisKind     *self);
const char       *relais_kind_get_id         (RelaisKind     *self);
const char       *relais_kind_get_pack       (RelaisKind     *self);
const char       *relais_kind_get_name       (RelaisKind     *self,
                                              const char     *language);
const char       *relais_kind_get_description (RelaisKind    *self,
                                              const char     *language);

/* (nullable): "report" or "automatic": headers that say for certain that a message is of this kind (RFC 3464, RFC 3834) */
const char       *relais_kind_get_sign       (RelaisKind     *self);
RelaisAction      relais_kind_get_action     (RelaisKind     *self);
gint64            relais_kind_get_member     (RelaisKind     *self);
gboolean          relais_kind_get_enabled    (RelaisKind     *self);
GPtrArray        *relais_kind_get_fields     (RelaisKind     *self);
const char       *relais_kind_field_get_label (const RelaisKindField *field,
                                              const char     *language);
gboolean          relais_kind_has_template   (RelaisKind     *self,
                                              const char     *language);
const char       *relais_kind_get_subject    (RelaisKind     *self,
                                              const char     *language);
const char       *relais_kind_get_body       (RelaisKind     *self,
                                              const char     *language);

const char       *relais_action_to_string    (RelaisAction    action);
gboolean          relais_action_from_string  (const char     *string,
                                              RelaisAction   *action);
const char       *relais_field_type_to_string (RelaisFieldType type);

G_END_DECLS
