/* relais-workspace-model.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-secrets.h"
#include "relais-workspace-private.h"

#define MODEL_KEY "model.key"
#define MODEL_DEFAULT "mistral-small-latest"
#define MODEL_SERVICE "model"

/* Scheme, host and port: who is asked. */
static char *
dup_origin (const char *base_url)
{
  g_autoptr(GUri) uri = g_uri_parse (base_url, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);

  return uri != NULL ? g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                                   g_uri_get_port (uri), "", NULL, NULL)
                     : NULL;
}

/* See the header. */
gboolean
relais_workspace_has_model_key (RelaisWorkspace *self,
                                const char      *base_url)
{
  g_autofree char *origin = NULL;

  g_return_val_if_fail (RELAIS_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (base_url != NULL, FALSE);

  origin = dup_origin (base_url);

  return relais_settings_get_boolean (self->settings, "model.has-key", FALSE) &&
         g_strcmp0 (relais_settings_get_string (self->settings, "model.key-origin", NULL), origin) == 0;
}

static void
use_model (RelaisWorkspace *self,
           GBytes          *key)
{
  const char *base_url = relais_settings_get_string (self->settings, "model.base-url", RELAIS_CHAT_MISTRAL_URL);
  const char *model = relais_settings_get_string (self->settings, "model.name", MODEL_DEFAULT);
  g_autoptr(RelaisChat) chat = relais_chat_new (self->http, MODEL_SERVICE, base_url, key);
  g_autoptr(RelaisModelJudge) judge = relais_model_judge_new (chat, model);

  relais_triage_set_judge (self->triage, judge);
}

/* On a fiber. A model without a key may be one on this machine; a keyring that stays locked leaves triage to the built-in classifier. */
void
relais_workspace_await_model (RelaisWorkspace *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) key = NULL;

  if ((self->flags & RELAIS_WORKSPACE_DEMO) != 0 ||
      relais_settings_get_string (self->settings, "model.base-url", NULL) == NULL)
    return;

  if (relais_workspace_has_model_key (self, relais_settings_get_string (self->settings, "model.base-url", "")))
    {
      key = dex_await_boxed (relais_secrets_lookup (self->name, MODEL_KEY), &error);
      if (key == NULL)
        {
          g_info ("the model is not asked: %s", error->message);
          return;
        }
    }
  use_model (self, key);
}

/* What is to be stored about the model. */
typedef struct
{
  RelaisWorkspace *self;       /* (owned) */
  char            *base_url;   /* (owned) */
  char            *model;      /* (owned) */
  GBytes          *key;        /* (owned) (nullable) wiped by its owner; empty: forget */
} ModelChange;

static void
model_change_free (gpointer data)
{
  ModelChange *change = data;

  g_object_unref (change->self);
  g_free (change->base_url);
  g_free (change->model);
  g_clear_pointer (&change->key, g_bytes_unref);
  g_free (change);
}

static DexFuture *
set_model_fiber (gpointer data)
{
  ModelChange *change = data;
  RelaisWorkspace *self = change->self;
  GError *error = NULL;

  if (change->key != NULL)
    {
      gboolean has_key = g_bytes_get_size (change->key) > 0;
      g_autofree char *origin = has_key ? dup_origin (change->base_url) : NULL;

      if (!dex_await (has_key ? relais_secrets_store (self->name, MODEL_KEY, "Relais: model", change->key)
                              : relais_secrets_clear (self->name, MODEL_KEY), &error) ||
          !dex_await (relais_settings_set_string (self->settings, "model.key-origin", origin), &error) ||
          !dex_await (relais_settings_set_boolean (self->settings, "model.has-key", has_key), &error))
        return dex_future_new_for_error (error);
    }
  if (!dex_await (relais_settings_set_string (self->settings, "model.base-url", change->base_url), &error) ||
      !dex_await (relais_settings_set_string (self->settings, "model.name", change->model), &error))
    return dex_future_new_for_error (error);

  relais_workspace_await_model (self);

  return dex_future_new_true ();
}

/* See the header. */
DexFuture *
relais_workspace_set_model (RelaisWorkspace *self,
                            const char      *base_url,
                            const char      *model,
                            const char      *key)
{
  ModelChange *change;

  g_return_val_if_fail (RELAIS_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (base_url != NULL && model != NULL, NULL);

  change = g_new0 (ModelChange, 1);
  change->self = g_object_ref (self);
  change->base_url = g_strdup (base_url);
  change->model = g_strdup (model);
  change->key = key != NULL ? relais_secret_new (key) : NULL;

  return relais_future_spawn ("set model", set_model_fiber, change, model_change_free);
}

static DexFuture *
test_model_fiber (gpointer data)
{
  RelaisWorkspace *self = data;
  const char *base_url = relais_settings_get_string (self->settings, "model.base-url", RELAIS_CHAT_MISTRAL_URL);
  const char *model = relais_settings_get_string (self->settings, "model.name", MODEL_DEFAULT);
  const RelaisChatMessage question = { RELAIS_CHAT_USER, "Reply with the word OK." };
  const RelaisChatOptions options = { .model = model, .temperature = 0, .max_tokens = 5, .timeout = 20000, .by_hand = TRUE };
  g_autoptr(GBytes) key = NULL;
  g_autoptr(RelaisChat) chat = NULL;
  g_autoptr(RelaisChatReply) reply = NULL;
  GError *error = NULL;

  if (relais_workspace_has_model_key (self, base_url))
    {
      key = dex_await_boxed (relais_secrets_lookup (self->name, MODEL_KEY), &error);
      if (key == NULL)
        return dex_future_new_for_error (error);
    }
  chat = relais_chat_new (self->http, MODEL_SERVICE, base_url, key);
  reply = dex_await_boxed (relais_chat_complete (chat, &question, 1, &options), &error);
  if (reply == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_for_string (relais_chat_reply_get_model (reply));
}

/* See the header. */
DexFuture *
relais_workspace_test_model (RelaisWorkspace *self)
{
  g_return_val_if_fail (RELAIS_IS_WORKSPACE (self), NULL);

  return relais_future_spawn ("test model", test_model_fiber, g_object_ref (self), g_object_unref);
}
