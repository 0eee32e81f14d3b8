/* relais-manifest-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-manifest-reader-private.h"
#include "relais-manifest.h"

G_BEGIN_DECLS

/* A map of names to templates. Returns: (transfer full), empty when there is none */
GPtrArray       *relais_manifest_read_pairs     (RelaisManifestReader *reader,
                                                 const char           *name);
/* Complains unless each of its places reads one of @names. @template: (nullable): nothing is checked */
void             relais_manifest_check_template (RelaisManifestReader *reader,
                                                 const char           *name,
                                                 const char           *template,
                                                 GHashTable           *names);
/* Names of the fields. (transfer full) */
GHashTable      *relais_manifest_dup_names      (const RelaisManifest *self);

/* relais-manifest-parts.c. The fields come first: the others name them. */
void             relais_manifest_read_fields    (RelaisManifest       *self,
                                                 RelaisManifestReader *reader);
void             relais_manifest_read_auth      (RelaisManifest       *self,
                                                 RelaisManifestReader *parent,
                                                 GHashTable           *names);
void             relais_manifest_read_limits    (RelaisManifest       *self,
                                                 RelaisManifestReader *parent);
void             relais_manifest_field_free     (gpointer              field);

/* relais-manifest-operation.c */
RelaisOperation *relais_operation_new           (const RelaisManifest *manifest,
                                                 const char           *id,
                                                 JsonNode             *node,
                                                 GError              **error);
void             relais_operation_free          (gpointer              operation);

G_END_DECLS
