/* relais-test.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-future.h"

G_BEGIN_DECLS

/* What tests of every suite share. Waiting is always for a condition, with a limit; never for a time. */

typedef gboolean (*RelaisTestCondition) (gpointer user_data);

void     relais_test_init         (int                   *argc,
                                   char                ***argv);
void     relais_test_add_fiber    (const char            *path,
                                   void                 (*func) (void));
void     relais_test_await        (DexFuture             *future);
void     relais_test_await_value  (DexFuture             *future,
                                   GValue                *value);
GError  *relais_test_await_error  (DexFuture             *future);
gboolean relais_test_until        (RelaisTestCondition    condition,
                                   gpointer               user_data,
                                   guint                  milliseconds);
void     relais_test_settle       (void);
char    *relais_test_make_folder  (void);
void     relais_test_remove       (const char            *folder);
char    *relais_test_fixture      (const char            *name);
GBytes  *relais_test_load_fixture (const char            *name);
gboolean relais_test_is_ours      (const char            *domain,
                                   GLogLevelFlags         level,
                                   const char            *message,
                                   gpointer               user_data);
void     relais_test_bear_camel   (void);

/* Fails the test when @condition does not become true within a minute, turning the main loop meanwhile. */
#define relais_test_wait_for(condition, user_data)                                                              \
  G_STMT_START {                                                                                                \
    if (!relais_test_until ((condition), (user_data), 60000))                                                   \
      g_assertion_message (G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC, "waited in vain for " #condition);       \
  } G_STMT_END

G_END_DECLS
