/* test-secrets.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsecret/secret.h>

#include "relais-secrets.h"
#include "relais-test.h"

static void
store (const char *workspace,
       const char *name,
       const char *text)
{
  g_autoptr(GBytes) secret = relais_secret_new (text);

  relais_test_await (relais_secrets_store (workspace, name, "Relais: test", secret));
}

static void
assert_secret (const char *workspace,
               const char *name,
               const char *expected)
{
  g_auto(GValue) value = G_VALUE_INIT;
  GBytes *secret;

  relais_test_await_value (relais_secrets_lookup (workspace, name), &value);
  secret = g_value_get_boxed (&value);
  g_assert_cmpuint (g_bytes_get_size (secret), ==, strlen (expected));
  g_assert_cmpstr (g_bytes_get_data (secret, NULL), ==, expected);
}

static void
assert_fails (DexFuture *future,
              int        code)
{
  g_autoptr(GError) error = relais_test_await_error (future);

  g_assert_error (error, RELAIS_CORE_ERROR, code);
  g_assert_null (strstr (error->message, "soleil"));
}

static void
test_unlocked (void)
{
  assert_fails (relais_secrets_lookup ("default", "model.key"), RELAIS_CORE_ERROR_NOT_FOUND);
  relais_test_await (relais_secrets_clear ("default", "model.key"));

  store ("default", "model.key", "soleil “é”\nlevant");
  store ("other", "model.key", "lune");
  store ("default", "mail.key", "");
  assert_secret ("default", "model.key", "soleil “é”\nlevant");
  assert_secret ("other", "model.key", "lune");
  assert_secret ("default", "mail.key", "");

  store ("default", "model.key", "replaced");
  assert_secret ("default", "model.key", "replaced");

  relais_test_await (relais_secrets_clear ("default", "model.key"));
  assert_fails (relais_secrets_lookup ("default", "model.key"), RELAIS_CORE_ERROR_NOT_FOUND);
  assert_secret ("other", "model.key", "lune");
}

static void
lock_keyring (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SecretService) service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, &error);
  GList *collections;
  int n_locked;

  g_assert_no_error (error);
  collections = secret_service_get_collections (service);
  n_locked = secret_service_lock_sync (service, collections, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_locked, >, 0);
  g_list_free_full (collections, g_object_unref);
}

/* Nobody is there to type a password. */
static void
test_locked (void)
{
  g_autoptr(GBytes) secret = relais_secret_new ("soleil");

  store ("default", "model.key", "soleil");
  lock_keyring ();
  assert_fails (relais_secrets_lookup ("default", "model.key"), RELAIS_CORE_ERROR_LOCKED);
  assert_fails (relais_secrets_store ("default", "model.key", "Relais: test", secret), RELAIS_CORE_ERROR_LOCKED);
}

static void
test_no_service (void)
{
  g_autoptr(GBytes) secret = relais_secret_new ("soleil");

  assert_fails (relais_secrets_lookup ("default", "model.key"), RELAIS_CORE_ERROR_NO_SERVICE);
  assert_fails (relais_secrets_store ("default", "model.key", "Relais: test", secret), RELAIS_CORE_ERROR_NO_SERVICE);
  assert_fails (relais_secrets_clear ("default", "model.key"), RELAIS_CORE_ERROR_NO_SERVICE);
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/secrets/unlocked", test_unlocked);
  g_test_add_func ("/secrets/locked", test_locked);
  g_test_add_func ("/secrets/no-service", test_no_service);

  return g_test_run ();
}
