/* relais-settings.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-database.h"

G_BEGIN_DECLS

/* What the user decided about this workspace: table "setting", wholly in memory once loaded. A key is words and dots:
 * "triage.confidence". The default stands at the place that asks. Main thread.
 *
 * A value is JSON of RELAIS_SETTINGS_MAX_SIZE bytes at most; more is RELAIS_CORE_ERROR_TOO_LARGE, and what was there before stays.
 *
 * Signal "changed" (const char *key), detailed with the key: after the new value is on the disk. */
#define RELAIS_SETTINGS_MAX_SIZE (64 * 1024 * 1024)

#define RELAIS_TYPE_SETTINGS (relais_settings_get_type ())

G_DECLARE_FINAL_TYPE (RelaisSettings, relais_settings, RELAIS, SETTINGS, GObject)

RelaisSettings *relais_settings_new         (RelaisDatabase *database);

/* Reads the table; again whenever something else wrote it. Resolves to TRUE. */
DexFuture      *relais_settings_load        (RelaisSettings *self);

/* The value, or the default when there is none or when it is of another type. The string is valid until the key changes. */
const char     *relais_settings_get_string  (RelaisSettings *self,
                                             const char     *key,
                                             const char     *otherwise);
gint64          relais_settings_get_int     (RelaisSettings *self,
                                             const char     *key,
                                             gint64          otherwise);
double          relais_settings_get_double  (RelaisSettings *self,
                                             const char     *key,
                                             double          otherwise);
gboolean        relais_settings_get_boolean (RelaisSettings *self,
                                             const char     *key,
                                             gboolean        otherwise);

/* Each resolves to TRUE when the value is on the disk and can be read. A NULL string forgets the key. */
DexFuture      *relais_settings_set_string  (RelaisSettings *self,
                                             const char     *key,
                                             const char     *value);
DexFuture      *relais_settings_set_int     (RelaisSettings *self,
                                             const char     *key,
                                             gint64          value);
DexFuture      *relais_settings_set_double  (RelaisSettings *self,
                                             const char     *key,
                                             double          value);
DexFuture      *relais_settings_set_boolean (RelaisSettings *self,
                                             const char     *key,
                                             gboolean        value);
DexFuture      *relais_settings_unset       (RelaisSettings *self,
                                             const char     *key);

G_END_DECLS
