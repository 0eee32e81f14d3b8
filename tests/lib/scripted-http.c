/* scripted-http.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "scripted-http.h"

typedef enum
{
  STEP_REPLY,
  STEP_HANG,
  STEP_RAW,
  STEP_ENDLESS,
  STEP_HANDLE,
} StepKind;

typedef struct
{
  StepKind         kind;
  guint            status;
  char            *headers;    /* (owned) (nullable) */
  GBytes          *body;       /* (owned) (nullable) */
  ScriptedHandler  handler;
  gpointer         user_data;
} Step;

struct _ScriptedHttp
{
  SoupServer *server;      /* (owned) */
  guint16     port;
  GPtrArray  *steps;       /* (owned) (element-type Step) */
  GPtrArray  *requests;    /* (owned) (element-type ScriptedRequest) */
  GPtrArray  *delayed;     /* (owned) (element-type Delayed) */
  GPtrArray  *hanging;     /* (owned) (element-type Hanging) */
  guint       next;
  guint       delay;
  guint       hold;
  guint       n_open;
  guint       max_at_once;

  GCancellable *stopping;  /* (owned) */
};

typedef struct
{
  ScriptedHttp      *self;
  SoupServerMessage *message;   /* (owned) */
  guint              source;
} Delayed;

/* A connection that is kept without an answer, until the other side closes it. */
typedef struct
{
  ScriptedHttp *self;     /* (nullable) when the server is gone first */
  GIOStream    *stream;   /* (owned) */
} Hanging;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->headers);
  g_clear_pointer (&step->body, g_bytes_unref);
  g_free (step);
}

static void
request_free (gpointer data)
{
  ScriptedRequest *request = data;

  g_free (request->method);
  g_free (request->path);
  g_free (request->body);
  soup_message_headers_unref (request->headers);
  g_free (request);
}

static void
delayed_free (gpointer data)
{
  Delayed *delayed = data;

  g_clear_handle_id (&delayed->source, g_source_remove);
  g_object_unref (delayed->message);
  g_free (delayed);
}

static gboolean
delayed_cb (gpointer data)
{
  Delayed *delayed = data;

  delayed->source = 0;
  soup_server_message_unpause (delayed->message);
  g_ptr_array_remove (delayed->self->delayed, delayed);

  return G_SOURCE_REMOVE;
}

/* Also when the other side is gone. */
static void
finished_cb (SoupServerMessage *message,
             ScriptedHttp      *self)
{
  self->n_open--;

  for (guint i = 0; i < self->delayed->len; i++)
    {
      Delayed *delayed = g_ptr_array_index (self->delayed, i);

      if (delayed->message == message)
        {
          g_ptr_array_remove_index (self->delayed, i);
          break;
        }
    }
}

static void
add_headers (SoupMessageHeaders *headers,
             const char         *lines)
{
  g_auto(GStrv) split = g_strsplit (lines != NULL ? lines : "", "\n", -1);

  for (guint i = 0; split[i] != NULL; i++)
    {
      char *colon = strchr (split[i], ':');

      if (colon == NULL)
        continue;
      *colon = '\0';
      soup_message_headers_replace (headers, split[i], g_strstrip (colon + 1));
    }
}

/* The connection as it is, without the server's HTTP on it. */
static GIOStream *
steal_connection (ScriptedHttp      *self,
                  SoupServerMessage *message)
{
  g_signal_handlers_disconnect_by_func (message, finished_cb, self);

  return soup_server_message_steal_connection (message);
}

static void
hung_up_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Hanging *hanging = user_data;
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                              NULL);

  if (hanging->self != NULL)
    {
      hanging->self->n_open--;
      g_ptr_array_remove (hanging->self->hanging, hanging);
    }
  g_object_unref (hanging->stream);
  g_free (hanging);
}

static void
hang (ScriptedHttp      *self,
      SoupServerMessage *message)
{
  Hanging *hanging = g_new0 (Hanging, 1);

  hanging->self = self;
  hanging->stream = steal_connection (self, message);
  g_ptr_array_add (self->hanging, hanging);
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (hanging->stream), 1,
                                   G_PRIORITY_DEFAULT,
                                   self->stopping, hung_up_cb, hanging);
}

static void
write_raw (ScriptedHttp      *self,
           SoupServerMessage *message,
           GBytes            *bytes)
{
  g_autoptr(GIOStream) stream = steal_connection (self, message);
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  self->n_open--;
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), data, size, NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
wrote_chunk_cb (SoupServerMessage *message,
                gpointer           user_data)
{
  static const char piece[16 * 1024];

  soup_message_body_append (soup_server_message_get_response_body (message),
                            SOUP_MEMORY_STATIC, piece, sizeof piece);
  soup_server_message_unpause (message);
}

static void
take_step (ScriptedHttp          *self,
           SoupServerMessage     *message,
           const ScriptedRequest *request,
           Step                  *step)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  switch (step->kind)
    {
    case STEP_REPLY:
      soup_server_message_set_status (message, step->status, NULL);
      add_headers (headers, step->headers);
      if (g_bytes_get_size (step->body) > 0)
        soup_message_body_append_bytes (soup_server_message_get_response_body (message),
                                        step->body);
      break;

    case STEP_HANG:
      hang (self, message);
      break;

    case STEP_RAW:
      write_raw (self, message, step->body);
      break;

    case STEP_ENDLESS:
      soup_server_message_set_status (message, 200, NULL);
      soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
      soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
      g_signal_connect (message, "wrote-headers", G_CALLBACK (wrote_chunk_cb), NULL);
      g_signal_connect (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), NULL);
      break;

    case STEP_HANDLE:
      step->handler (self, message, request, step->user_data);
      break;

    default:
      g_assert_not_reached ();
    }
}

/* A reply waits until enough others wait with it, then so long as all do. */
static void
delay_reply (ScriptedHttp      *self,
             SoupServerMessage *message)
{
  Delayed *delayed = g_new0 (Delayed, 1);

  delayed->self = self;
  delayed->message = g_object_ref (message);
  soup_server_message_pause (message);
  g_ptr_array_add (self->delayed, delayed);

  if (self->delayed->len < self->hold)
    return;

  for (guint i = 0; i < self->delayed->len; i++)
    {
      Delayed *each = g_ptr_array_index (self->delayed, i);

      if (each->source == 0)
        each->source = g_timeout_add (self->delay, delayed_cb, each);
    }
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  ScriptedHttp *self = user_data;
  ScriptedRequest *request = g_new0 (ScriptedRequest, 1);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr(GBytes) bytes = soup_message_body_flatten (body);

  request->method = g_strdup (soup_server_message_get_method (message));
  request->path = g_uri_get_query (soup_server_message_get_uri (message)) == NULL
                  ? g_strdup (path)
                  : g_strdup_printf ("%s?%s", path,
                                     g_uri_get_query (soup_server_message_get_uri (message)));
  request->headers = soup_message_headers_ref (soup_server_message_get_request_headers (message));
  request->body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_ptr_array_add (self->requests, request);

  self->n_open++;
  self->max_at_once = MAX (self->max_at_once, self->n_open);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);

  if (self->steps->len == 0)
    soup_server_message_set_status (message, 200, NULL);
  else
    {
      take_step (self, message, request, g_ptr_array_index (self->steps, self->next));
      self->next = MIN (self->next + 1, self->steps->len - 1);
    }

  if (self->delay > 0)
    delay_reply (self, message);
}

ScriptedHttp *
scripted_http_new (void)
{
  ScriptedHttp *self = g_new0 (ScriptedHttp, 1);
  g_autoptr(GError) error = NULL;
  GSList *uris;

  self->steps = g_ptr_array_new_with_free_func (step_free);
  self->requests = g_ptr_array_new_with_free_func (request_free);
  self->delayed = g_ptr_array_new_with_free_func (delayed_free);
  self->hanging = g_ptr_array_new ();
  self->stopping = g_cancellable_new ();
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);

  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->port = (guint16) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

void
scripted_http_free (ScriptedHttp *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  for (guint i = 0; i < self->hanging->len; i++)
    ((Hanging *) g_ptr_array_index (self->hanging, i))->self = NULL;
  g_cancellable_cancel (self->stopping);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (self->stopping);
  g_ptr_array_unref (self->hanging);
  g_ptr_array_unref (self->delayed);
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->requests);
  g_free (self);
}

char *
scripted_http_url_as (ScriptedHttp *self,
                      const char   *host,
                      const char   *path)
{
  return g_strdup_printf ("http://%s:%u%s", host, self->port, path);
}

char *
scripted_http_url (ScriptedHttp *self,
                   const char   *path)
{
  return scripted_http_url_as (self, "127.0.0.1", path);
}

static Step *
add_step (ScriptedHttp *self,
          StepKind      kind)
{
  Step *step = g_new0 (Step, 1);

  step->kind = kind;
  g_ptr_array_add (self->steps, step);
  /* A step that comes after the others were used up is the next one. */
  if (self->next + 2 == self->steps->len && self->requests->len >= self->steps->len - 1)
    self->next++;

  return step;
}

void
scripted_http_reply_bytes (ScriptedHttp *self,
                           guint         status,
                           const char   *headers,
                           GBytes       *body)
{
  Step *step = add_step (self, STEP_REPLY);

  step->status = status;
  step->headers = g_strdup (headers);
  step->body = g_bytes_ref (body);
}

void
scripted_http_reply (ScriptedHttp *self,
                     guint         status,
                     const char   *headers,
                     const char   *body)
{
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

  scripted_http_reply_bytes (self, status, headers, bytes);
}

void
scripted_http_hang (ScriptedHttp *self)
{
  add_step (self, STEP_HANG);
}

void
scripted_http_raw (ScriptedHttp *self,
                   const char   *bytes)
{
  add_step (self, STEP_RAW)->body = g_bytes_new (bytes, strlen (bytes));
}

void
scripted_http_endless (ScriptedHttp *self)
{
  add_step (self, STEP_ENDLESS);
}

void
scripted_http_handle (ScriptedHttp    *self,
                      ScriptedHandler  handler,
                      gpointer         user_data)
{
  Step *step = add_step (self, STEP_HANDLE);

  step->handler = handler;
  step->user_data = user_data;
}

void
scripted_http_set_delay (ScriptedHttp *self,
                         guint         milliseconds,
                         guint         hold)
{
  self->delay = milliseconds;
  self->hold = hold;
}

guint
scripted_http_get_n_requests (ScriptedHttp *self)
{
  return self->requests->len;
}

const ScriptedRequest *
scripted_http_get_request (ScriptedHttp *self,
                           guint         index)
{
  g_assert_cmpuint (index, <, self->requests->len);

  return g_ptr_array_index (self->requests, index);
}

guint
scripted_http_get_max_at_once (ScriptedHttp *self)
{
  return self->max_at_once;
}

guint
scripted_http_get_n_open (ScriptedHttp *self)
{
  return self->n_open;
}
