/* relais-manifest.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-integration-error.h"
#include "relais-jq.h"

G_BEGIN_DECLS

/**
 * RelaisEffect:
 *
 * What an operation does to the world. It decides whether it is repeated, and whether somebody is asked before.
 */
typedef enum
{
  RELAIS_EFFECT_READ,
  RELAIS_EFFECT_DRAFT,
  RELAIS_EFFECT_WRITE,
  RELAIS_EFFECT_SEND,
  RELAIS_EFFECT_SPEND,
  RELAIS_EFFECT_DELETE,
} RelaisEffect;

typedef enum
{
  RELAIS_FIELD_TEXT,
  RELAIS_FIELD_PASSWORD,   /* kept in the keyring, never shown unless asked for */
  RELAIS_FIELD_EMAIL,
  RELAIS_FIELD_URL,
  RELAIS_FIELD_TEXTAREA,
} RelaisFieldType;

/* What a person enters to connect. */
typedef struct
{
  char            *name;
  char            *label;
  RelaisFieldType  type;
  gboolean         required;
  char            *hint;        /* (nullable) how one begins or looks: "re_…" */
  char            *note;        /* (nullable) one sentence */
  char            *otherwise;   /* (nullable) what counts when none is entered */
} RelaisManifestField;

/* A name and a template, see relais-url-template.h. */
typedef struct
{
  char *name;
  char *value;
} RelaisManifestPair;

/**
 * RelaisAuthKind:
 * @RELAIS_AUTH_NONE: the service asks for nothing
 * @RELAIS_AUTH_BEARER: RFC 6750, section 2.1
 * @RELAIS_AUTH_BASIC: RFC 7617
 * @RELAIS_AUTH_HEADER: a header of the service's own
 * @RELAIS_AUTH_QUERY: a parameter of the address
 */
typedef enum
{
  RELAIS_AUTH_NONE,
  RELAIS_AUTH_BEARER,
  RELAIS_AUTH_BASIC,
  RELAIS_AUTH_HEADER,
  RELAIS_AUTH_QUERY,
} RelaisAuthKind;

typedef struct
{
  RelaisAuthKind  kind;
  char           *name;       /* (nullable) of the header or parameter */
  char           *user;       /* (nullable) a template; of BASIC */
  char           *secret;     /* (nullable) a template: the token, password or value */
} RelaisManifestAuth;

typedef enum
{
  RELAIS_BODY_NONE,
  RELAIS_BODY_JSON,
  RELAIS_BODY_FORM,
} RelaisBodyKind;

/**
 * RelaisOperation:
 * @id: what it is called with, "send-email"
 * @summary: one line in English
 * @role: (nullable): which role of data/roles it serves
 * @paid: the service asks money for each call
 * @params: a JSON Schema object of its parameters
 * @example: parameters that make a valid request
 * @path: a template, put after the base address
 * @query: (element-type RelaisManifestPair): one without a value is left out
 * @headers: (element-type RelaisManifestPair)
 * @body: (nullable): a jq program; its input are the credentials that are no secrets, and over them the parameters
 * @success: (nullable): a jq program that says of an answer whether it is one, for services that report failures with status 200
 * @result: (nullable): a jq program that makes the result of the answer
 */
typedef struct
{
  char           *id;
  char           *summary;
  RelaisEffect    effect;
  char           *role;
  gboolean        paid;
  JsonObject     *params;
  JsonObject     *example;
  char           *method;
  char           *path;
  GPtrArray      *query;
  GPtrArray      *headers;
  RelaisBodyKind  body_kind;
  RelaisJq       *body;
  RelaisJq       *success;
  RelaisJq       *result;
} RelaisOperation;

/**
 * RelaisManifest:
 * @id: the name of its file without ".json"
 * @docs: where the vendor describes it
 * @note: (nullable): what one should know before, such as that a part of it was retired
 * @keys: (nullable): where credentials are made
 * @steps: what one does there, sentence by sentence
 * @fields: (element-type RelaisManifestField)
 * @base_url: a template
 * @headers: (element-type RelaisManifestPair): of every request
 * @requests: with @seconds, how many calls the service bears; 0: not known
 * @concurrent: how many at once; 0: not known
 * @probe: (nullable): the operation that proves that the credentials work
 * @probe_params: its parameters
 * @account: (nullable): a jq program: whose account it is, from the probe's result
 * @message: (nullable): a jq program: the words of a failure, from its answer
 * @operations: (element-type RelaisOperation)
 *
 * A service, as data/providers/<id>.json says. Immutable, reference-counted boxed type. Any thread.
 */
#define RELAIS_TYPE_MANIFEST (relais_manifest_get_type ())
typedef struct
{
  gatomicrefcount     ref_count;
  char               *id;
  char               *name;
  char               *category;
  char               *summary;
  char               *docs;
  char               *note;
  char               *keys;
  GStrv               steps;
  GPtrArray          *fields;
  RelaisManifestAuth  auth;
  char               *base_url;
  GPtrArray          *headers;
  guint               requests;
  guint               seconds;
  guint               concurrent;
  char               *probe;
  JsonObject         *probe_params;
  RelaisJq           *account;
  RelaisJq           *message;
  GPtrArray          *operations;
} RelaisManifest;

GType                      relais_manifest_get_type       (void) G_GNUC_CONST;

/**
 * relais_manifest_new:
 *
 * Checks everything that can be checked without running anything: keys, types, names, templates, examples. Programs are compiled when they
 * are first needed; a test compiles those that ship.
 *
 * Returns: (transfer full): the service; %RELAIS_INTEGRATION_ERROR_MANIFEST names the place and what is wrong there
 */
RelaisManifest            *relais_manifest_new            (JsonNode              *node,
                                                           GError               **error);
RelaisManifest            *relais_manifest_ref            (RelaisManifest        *self);
void                       relais_manifest_unref          (RelaisManifest        *self);

/* (nullable) */
const RelaisManifestField *relais_manifest_find_field     (const RelaisManifest  *self,
                                                           const char            *name);
const RelaisOperation     *relais_manifest_find_operation (const RelaisManifest  *self,
                                                           const char            *id);

/* "read", "send", …; "password", … */
const char                *relais_effect_to_string        (RelaisEffect           effect);
const char                *relais_field_type_to_string    (RelaisFieldType        type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisManifest, relais_manifest_unref)

G_END_DECLS
