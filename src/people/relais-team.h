/* relais-team.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-database.h"

G_BEGIN_DECLS

/* The people of the team: who is responsible for a kind of request, and who gets what is passed on.
 *
 * RelaisTeam is a GListModel of RelaisMember, by name. Main thread.
 */
#define RELAIS_TYPE_MEMBER (relais_member_get_type ())
#define RELAIS_TYPE_TEAM (relais_team_get_type ())

G_DECLARE_FINAL_TYPE (RelaisMember, relais_member, RELAIS, MEMBER, GObject)
G_DECLARE_FINAL_TYPE (RelaisTeam, relais_team, RELAIS, TEAM, GObject)

RelaisMember *relais_member_new          (gint64          id,
                                          const char     *name,
                                          const char     *address,
                                          const char     *language);
gint64        relais_member_get_id       (RelaisMember   *self);
const char   *relais_member_get_name     (RelaisMember   *self);
const char   *relais_member_get_address  (RelaisMember   *self);
const char   *relais_member_get_language (RelaisMember   *self);

RelaisTeam   *relais_team_new            (RelaisDatabase *database);
RelaisMember *relais_team_find           (RelaisTeam     *self,
                                          gint64          id);

/* Each resolves when the database has it and the list shows it. */
DexFuture    *relais_team_load           (RelaisTeam     *self);

/* @id 0 adds. Resolves to the row (int64); RELAIS_STORAGE_ERROR_CONSTRAINT: somebody has that address already. */
DexFuture    *relais_team_save           (RelaisTeam     *self,
                                          gint64          id,
                                          const char     *name,
                                          const char     *address,
                                          const char     *language);
DexFuture    *relais_team_remove         (RelaisTeam     *self,
                                          gint64          id);

G_END_DECLS
