/* relais-manifest-reader-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-integration-error.h"
#include "relais-jq.h"

G_BEGIN_DECLS

/* An object of a manifest, read member by member: of the right type, none missing, none unknown. The first thing that is wrong is kept, and
 * names its place ("operations.send-email.request.path"); what is read after that is nothing, so that a reader needs no checks between. */
typedef struct
{
  JsonObject  *object;   /* (owned) (nullable) */
  char        *where;    /* (owned) */
  GHashTable  *known;    /* (owned) of char: what was asked for */
  GError     **error;
} RelaisManifestReader;

typedef enum
{
  RELAIS_MEMBER_OPTIONAL,
  RELAIS_MEMBER_REQUIRED,
} RelaisMemberNeed;

/* @value: (nullable): what should be an object; @where: the empty string for the manifest itself */
void         relais_manifest_reader_init        (RelaisManifestReader  *self,
                                                 JsonNode              *value,
                                                 const char            *where,
                                                 GError               **error);
/* Says what is left unread. Returns: whether nothing was wrong */
gboolean     relais_manifest_reader_finish      (RelaisManifestReader  *self);
void         relais_manifest_reader_fail        (RelaisManifestReader  *self,
                                                 const char            *name,
                                                 const char            *problem);
gboolean     relais_manifest_reader_has_failed  (RelaisManifestReader  *self);
char        *relais_manifest_reader_dup_where   (RelaisManifestReader  *self,
                                                 const char            *name);

/* Each (nullable) when it is not there, or something is wrong. Texts are not empty. */
JsonNode    *relais_manifest_reader_get_member  (RelaisManifestReader  *self,
                                                 const char            *name,
                                                 RelaisMemberNeed       need);
char        *relais_manifest_reader_dup_text    (RelaisManifestReader  *self,
                                                 const char            *name,
                                                 RelaisMemberNeed       need);
/* One of @words, which end with %NULL. Returns: its index; @otherwise when it is not there */
guint        relais_manifest_reader_get_word    (RelaisManifestReader  *self,
                                                 const char            *name,
                                                 const char *const     *words,
                                                 guint                  otherwise);
gboolean     relais_manifest_reader_get_boolean (RelaisManifestReader  *self,
                                                 const char            *name);
/* From 1 to @most; 0 when it is not there */
guint        relais_manifest_reader_get_number  (RelaisManifestReader  *self,
                                                 const char            *name,
                                                 guint                  most);
/* A jq program, compiled later */
RelaisJq    *relais_manifest_reader_dup_program (RelaisManifestReader  *self,
                                                 const char            *name,
                                                 RelaisMemberNeed       need);
GStrv        relais_manifest_reader_dup_texts   (RelaisManifestReader  *self,
                                                 const char            *name);
JsonObject  *relais_manifest_reader_dup_object  (RelaisManifestReader  *self,
                                                 const char            *name,
                                                 RelaisMemberNeed       need);

G_END_DECLS
