/* relais-kind-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-kind.h"

G_BEGIN_DECLS

struct _RelaisKind
{
  GObject       parent_instance;

  JsonNode     *definition;   /* (owned) immutable */
  char         *pack;         /* (owned) (nullable) */
  char         *id;           /* (owned) */
  GPtrArray    *fields;       /* (owned) of RelaisKindField */
  RelaisAction  action;
  gint64        member;
  gboolean      enabled;
};

#define RELAIS_KIND_N_LANGUAGES 2
extern const char * const relais_kind_languages[RELAIS_KIND_N_LANGUAGES];

void        relais_kind_field_free      (RelaisKindField *field);

/* Members of definitions that people wrote: what is of another type is not there. @object: (nullable) */
JsonObject *relais_kind_json_get_object (JsonObject      *object,
                                         const char      *member);
const char *relais_kind_json_get_string (JsonObject      *object,
                                         const char      *member);
const char *relais_kind_json_get_text   (JsonObject      *texts,
                                         const char      *language);

/* Reads what @self->definition says into the rest of @self. RELAIS_TRIAGE_ERROR_INVALID names what is wrong. */
gboolean    relais_kind_json_read       (RelaisKind      *self,
                                         GError         **error);

/* Returns: (transfer full): @definition without its examples */
JsonNode   *relais_kind_json_copy       (JsonNode        *definition);
gboolean    relais_kind_json_invalid    (GError         **error,
                                         const char      *kind,
                                         const char      *what);

gboolean    relais_field_type_from_string (const char      *string,
                                           RelaisFieldType *type);

G_END_DECLS
