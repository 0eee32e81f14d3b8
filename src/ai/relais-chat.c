/* relais-chat.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>
#include <string.h>

#include "relais-chat.h"
#include "relais-chat-wire-private.h"

#define DEFAULT_TIMEOUT 60000
#define MODELS_TIMEOUT  15000
#define MAX_REPLY       (1024 * 1024)
#define MAX_MODEL_LIST  (8 * 1024 * 1024)

struct _RelaisChat
{
  GObject     parent_instance;

  RelaisHttp *http;       /* (owned) */
  char       *service;    /* (owned) */
  char       *base_url;   /* (owned) without a slash at the end */
  GBytes     *key;        /* (owned) (nullable) */
  GHashTable *modes;      /* (owned) (element-type utf8 RelaisChatMode) what worked, by model */
  GHashTable *quirks;     /* (owned) (element-type utf8 RelaisChatQuirk) what a model does not take */
};

/* One question on its way, owning all it needs. */
typedef struct
{
  RelaisChat        *self;       /* (owned) */
  GPtrArray         *roles;      /* (owned) (element-type RelaisChatRole) */
  GPtrArray         *contents;   /* (owned) (element-type utf8) */
  RelaisChatOptions  options;    /* its model and schema name are those below */
  char              *model;      /* (owned) */
  char              *schema_name;/* (owned) (nullable) */
} Question;

G_DEFINE_FINAL_TYPE (RelaisChat, relais_chat, G_TYPE_OBJECT)

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->self);
  g_clear_pointer (&question->roles, g_ptr_array_unref);
  g_clear_pointer (&question->contents, g_ptr_array_unref);
  g_clear_pointer (&question->options.schema, json_object_unref);
  g_free (question->model);
  g_free (question->schema_name);
  g_free (question);
}

static gboolean
is_loopback_or_plain (const char *base_url)
{
  g_autoptr(GUri) uri = g_uri_parse (base_url, G_URI_FLAGS_NONE, NULL);
  g_autoptr(GInetAddress) address = NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL)
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (uri), "http") || g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

static RelaisHttpRequest *
new_request (RelaisChat *self,
             const char *method,
             const char *path)
{
  g_autofree char *url = g_strconcat (self->base_url, path, NULL);
  RelaisHttpRequest *request = relais_http_request_new (self->service, method, url, path);

  relais_http_request_set_header (request, "Accept", "application/json");
  relais_http_request_set_plain_http (request, RELAIS_PLAIN_HTTP_TYPED);
  if (self->key != NULL)
    relais_http_request_set_secret_header (request, "Authorization", "Bearer ", self->key);

  return request;
}

/* A message must not go to a service that will refuse it for lack of a key: it would have been
 * shown for nothing. */
static GError *
check_key (RelaisChat *self)
{
  if (self->key != NULL || is_loopback_or_plain (self->base_url))
    return NULL;

  return relais_net_error_new (RELAIS_NET_ERROR_AUTH_REQUIRED, -1, NULL,
                               "%s: not sent: there is no key", self->service);
}

static RelaisChatReply *
ask (Question        *question,
     RelaisChatMode   mode,
     guint            quirks,
     guint            budget,
     GError         **error)
{
  RelaisChat *self = question->self;
  g_autoptr(RelaisHttpRequest) request = new_request (self, "POST", "/chat/completions");
  g_autoptr(GBytes) body = relais_chat_wire_request (question->roles, question->contents,
                                                     &question->options, mode, quirks);
  g_autoptr(RelaisHttpResponse) response = NULL;
  g_autoptr(GError) local_error = NULL;

  relais_http_request_set_body (request, body, "application/json");
  /* Asking twice costs a few tokens and changes nothing. */
  relais_http_request_set_repeatable (request, TRUE);
  relais_http_request_set_deadlines (request, question->options.timeout, budget);
  relais_http_request_set_max_response (request, MAX_REPLY);
  relais_http_request_set_by_hand (request, question->options.by_hand);

  response = dex_await_boxed (relais_http_send (self->http, request), &local_error);
  if (response == NULL)
    {
      g_propagate_error (error,
                         relais_chat_wire_error (self->service, g_steal_pointer (&local_error)));
      return NULL;
    }

  return relais_chat_wire_reply (self->service, response, &question->options, error);
}

static DexFuture *
complete_fiber (gpointer user_data)
{
  Question *question = user_data;
  RelaisChat *self = question->self;
  RelaisChatMode mode = GPOINTER_TO_INT (g_hash_table_lookup (self->modes, question->model));
  guint quirks = GPOINTER_TO_UINT (g_hash_table_lookup (self->quirks, question->model));
  gint64 until = g_get_monotonic_time () + (gint64) question->options.budget * 1000;
  GError *error = check_key (self);

  if (error != NULL)
    return dex_future_new_for_error (error);

  for (;;)
    {
      gint64 left = (until - g_get_monotonic_time ()) / 1000;
      g_autoptr(RelaisChatReply) reply = NULL;
      guint quirk;

      reply = ask (question, mode, quirks, (guint) MAX (left, 1), &error);
      if (reply != NULL)
        {
          if (question->options.schema != NULL)
            g_hash_table_replace (self->modes, g_strdup (question->model), GINT_TO_POINTER (mode));
          return dex_future_new_take_boxed (RELAIS_TYPE_CHAT_REPLY, g_steal_pointer (&reply));
        }

      /* Each parameter can be named once, so this ends. */
      quirk = relais_chat_wire_quirk (error) & ~quirks;
      if (quirk != 0)
        {
          quirks |= quirk;
          g_hash_table_replace (self->quirks, g_strdup (question->model), GUINT_TO_POINTER (quirks));
          g_clear_error (&error);
          continue;
        }

      /* Many services refuse a response_format that they do not know as a bad request. */
      if (question->options.schema == NULL || mode == RELAIS_CHAT_MODE_TOLD ||
          !g_error_matches (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_REJECTED))
        return dex_future_new_for_error (error);

      g_clear_error (&error);
      mode++;
    }
}

static DexFuture *
list_models_fiber (gpointer user_data)
{
  RelaisChat *self = user_data;
  g_autoptr(RelaisHttpRequest) request = new_request (self, "GET", "/models");
  g_autoptr(RelaisHttpResponse) response = NULL;
  g_auto(GStrv) names = NULL;
  GError *error = check_key (self);

  if (error != NULL)
    return dex_future_new_for_error (error);

  relais_http_request_set_deadlines (request, MODELS_TIMEOUT, 2 * MODELS_TIMEOUT);
  relais_http_request_set_max_response (request, MAX_MODEL_LIST);
  relais_http_request_set_by_hand (request, TRUE);

  response = dex_await_boxed (relais_http_send (self->http, request), &error);
  if (response == NULL)
    return dex_future_new_for_error (relais_chat_wire_error (self->service, error));

  names = relais_chat_wire_models (self->service, response, &error);
  if (names == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_STRV, g_steal_pointer (&names));
}

static void
relais_chat_dispose (GObject *object)
{
  RelaisChat *self = RELAIS_CHAT (object);

  g_clear_object (&self->http);

  G_OBJECT_CLASS (relais_chat_parent_class)->dispose (object);
}

static void
relais_chat_finalize (GObject *object)
{
  RelaisChat *self = RELAIS_CHAT (object);

  g_clear_pointer (&self->key, g_bytes_unref);
  g_clear_pointer (&self->modes, g_hash_table_unref);
  g_clear_pointer (&self->quirks, g_hash_table_unref);
  g_free (self->service);
  g_free (self->base_url);

  G_OBJECT_CLASS (relais_chat_parent_class)->finalize (object);
}

static void
relais_chat_class_init (RelaisChatClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = relais_chat_dispose;
  object_class->finalize = relais_chat_finalize;
}

static void
relais_chat_init (RelaisChat *self)
{
  self->modes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->quirks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* What people paste: with a slash, or with the whole path of the one call they know. */
static char *
tidy_base_url (const char *base_url)
{
  g_autofree char *tidy = g_strstrip (g_strdup (base_url));
  static const char * const tails[] = { "/", "/chat/completions", "/" };

  for (gsize i = 0; i < G_N_ELEMENTS (tails); i++)
    while (g_str_has_suffix (tidy, tails[i]))
      tidy[strlen (tidy) - strlen (tails[i])] = '\0';

  return g_steal_pointer (&tidy);
}

RelaisChat *
relais_chat_new (RelaisHttp *http,
                 const char *service,
                 const char *base_url,
                 GBytes     *key)
{
  RelaisChat *self;

  g_return_val_if_fail (RELAIS_IS_HTTP (http), NULL);
  g_return_val_if_fail (service != NULL, NULL);

  self = g_object_new (RELAIS_TYPE_CHAT, NULL);
  self->http = g_object_ref (http);
  self->service = g_strdup (service);
  self->base_url = tidy_base_url (base_url != NULL ? base_url : RELAIS_CHAT_MISTRAL_URL);
  self->key = key != NULL && g_bytes_get_size (key) > 0 ? g_bytes_ref (key) : NULL;

  return self;
}

const char *
relais_chat_get_service (RelaisChat *self)
{
  return self->service;
}

const char *
relais_chat_get_base_url (RelaisChat *self)
{
  return self->base_url;
}

DexFuture *
relais_chat_complete (RelaisChat              *self,
                      const RelaisChatMessage *messages,
                      gsize                    n_messages,
                      const RelaisChatOptions *options)
{
  Question *question;

  g_return_val_if_fail (RELAIS_IS_CHAT (self), NULL);
  g_return_val_if_fail (options->model != NULL, NULL);
  g_return_val_if_fail (options->schema == NULL || options->schema_name != NULL, NULL);

  question = g_new0 (Question, 1);
  question->self = g_object_ref (self);
  question->roles = g_ptr_array_new ();
  question->contents = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < n_messages; i++)
    {
      g_ptr_array_add (question->roles, GINT_TO_POINTER (messages[i].role));
      g_ptr_array_add (question->contents, g_utf8_make_valid (messages[i].content, -1));
    }
  question->model = g_strdup (options->model);
  question->schema_name = g_strdup (options->schema_name);
  question->options = *options;
  question->options.model = question->model;
  question->options.schema_name = question->schema_name;
  if (options->schema != NULL)
    json_object_ref (options->schema);
  if (question->options.timeout == 0)
    question->options.timeout = DEFAULT_TIMEOUT;
  if (question->options.budget == 0)
    question->options.budget = 2 * question->options.timeout;

  return relais_future_timeout (relais_future_spawn ("chat: complete", complete_fiber, question,
                                                     question_free),
                                question->options.budget + 5000, "The chat model");
}

DexFuture *
relais_chat_list_models (RelaisChat *self)
{
  g_return_val_if_fail (RELAIS_IS_CHAT (self), NULL);

  return relais_future_timeout (relais_future_spawn ("chat: list models", list_models_fiber,
                                                     g_object_ref (self), g_object_unref),
                                2 * MODELS_TIMEOUT + 5000, "The list of models");
}
