/* test-call-log.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "http-case.h"
#include "relais-call-log.h"

/* What was called is remembered, within bounds, without what was said. */

typedef struct
{
  HttpCase       *http;
  char           *folder;
  char           *path;
  RelaisDatabase *database;
  RelaisCallLog  *log;
} LogCase;

static void
log_case_set_up (LogCase *self,
                 guint    keep)
{
  self->http = http_case_new ();
  self->folder = relais_test_make_folder ();
  self->path = g_build_filename (self->folder, "relais.db", NULL);
  self->database = relais_database_new (self->path);
  relais_test_await (relais_database_open (self->database));
  self->log = relais_call_log_new (self->database, self->http->http, keep);
}

static void
log_case_clear (LogCase *self)
{
  g_clear_object (&self->log);
  relais_database_close (self->database);
  g_clear_object (&self->database);
  g_clear_pointer (&self->http, http_case_free);
  relais_test_settle ();
  relais_test_remove (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LogCase, log_case_clear)

static GPtrArray *
list (LogCase    *self,
      const char *service,
      guint       limit)
{
  g_auto(GValue) value = G_VALUE_INIT;

  relais_test_await_value (relais_call_log_list (self->log, service, limit), &value);
  g_assert_true (G_VALUE_HOLDS (&value, G_TYPE_PTR_ARRAY));

  return g_value_dup_boxed (&value);
}

static void
send_one (LogCase    *self,
          const char *service,
          const char *path)
{
  g_autofree char *url = scripted_http_url (self->http->server, path);
  g_autoptr(RelaisHttpRequest) request = relais_http_request_new (service, "GET", url,
                                                                  "/things/{id}");
  g_autoptr(RelaisHttpResponse) response = NULL;
  g_autoptr(GError) error = NULL;

  http_case_sign (request);
  response = http_case_run (self->http, request, &error);
  g_assert_no_error (error);
}

static void
test_remembered (void)
{
  g_auto(LogCase) self = { 0 };
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) one = NULL;
  g_autoptr(GPtrArray) first = NULL;
  const RelaisHttpCall *call;

  log_case_set_up (&self, 100);
  scripted_http_reply (self.http->server, 500, NULL, "");
  scripted_http_reply (self.http->server, 200, NULL, "12345");
  send_one (&self, "test", "/things/private-name?private=1");
  send_one (&self, "other", "/things/2");

  all = list (&self, NULL, 10);
  g_assert_cmpuint (all->len, ==, 3);
  call = g_ptr_array_index (all, 0);
  g_assert_cmpstr (call->service, ==, "other");
  call = g_ptr_array_index (all, 1);
  g_assert_cmpstr (call->service, ==, "test");
  g_assert_cmpstr (call->method, ==, "GET");
  g_assert_true (g_str_has_prefix (call->host, "127.0.0.1:"));
  g_assert_cmpstr (call->path, ==, "/things/{id}");
  g_assert_cmpuint (call->status, ==, 200);
  g_assert_cmpuint (call->received, ==, 5);
  g_assert_cmpuint (call->attempt, ==, 2);
  g_assert_cmpstr (call->outcome, ==, "ok");
  call = g_ptr_array_index (all, 2);
  g_assert_cmpuint (call->status, ==, 500);
  g_assert_cmpstr (call->outcome, ==, "server");

  one = list (&self, "other", 10);
  g_assert_cmpuint (one->len, ==, 1);
  first = list (&self, NULL, 2);
  g_assert_cmpuint (first->len, ==, 2);
}

static void
test_bounded (void)
{
  g_auto(LogCase) self = { 0 };
  g_autoptr(GPtrArray) all = NULL;

  log_case_set_up (&self, 5);
  for (guint i = 0; i < 8; i++)
    {
      send_one (&self, "test", "/x");
      if (i % 2 == 0)
        relais_test_await (relais_call_log_flush (self.log));
    }

  all = list (&self, NULL, 100);
  g_assert_cmpuint (all->len, ==, 5);
}

/* The file itself, not only what the list shows. */
static void
test_nothing_private (void)
{
  g_auto(LogCase) self = { 0 };
  g_autoptr(GDir) folder = NULL;
  const char *name;

  log_case_set_up (&self, 5);
  send_one (&self, "test", "/things/private-name?private=1");
  relais_test_await (relais_call_log_flush (self.log));

  folder = g_dir_open (self.folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self.folder, name, NULL);
      g_autofree char *contents = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      g_assert_null (g_strstr_len (contents, (gssize) length, "private"));
      g_assert_null (g_strstr_len (contents, (gssize) length, SECRET));
    }
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/net/call-log/remembered", test_remembered);
  g_test_add_func ("/net/call-log/bounded", test_bounded);
  g_test_add_func ("/net/call-log/nothing-private", test_nothing_private);

  return g_test_run ();
}
