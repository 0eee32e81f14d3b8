/* relais-webkit-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* WebKit and the eighty libraries that come with it are not linked but opened with the first letter: linking them was a third of the
 * time until the window was there, and 18 MB for who reads no letter. What is called of it stands below, and is called as if
 * it were linked, with its types checked: a function that is missing here does not link.
 */

/* Opens it in a thread, when a letter is to be expected; not a second time. @opened: called on the main thread when it is there */
void     relais_webkit_prepare (GObject             *owner,
                                GAsyncReadyCallback  opened);

/* Waits for it. Ends the program when there is no WebKit: an installation without it is broken, as when it is linked. */
gpointer relais_webkit_find    (const char *function);

#define RELAIS_WEBKIT(function) ((__typeof__ (&function)) relais_webkit_find (#function))

#define webkit_context_menu_get_items RELAIS_WEBKIT (webkit_context_menu_get_items)
#define webkit_context_menu_get_n_items RELAIS_WEBKIT (webkit_context_menu_get_n_items)
#define webkit_context_menu_item_get_stock_action RELAIS_WEBKIT (webkit_context_menu_item_get_stock_action)
#define webkit_context_menu_remove RELAIS_WEBKIT (webkit_context_menu_remove)
#define webkit_cookie_manager_set_accept_policy RELAIS_WEBKIT (webkit_cookie_manager_set_accept_policy)
#define webkit_navigation_action_get_navigation_type RELAIS_WEBKIT (webkit_navigation_action_get_navigation_type)
#define webkit_navigation_action_get_request RELAIS_WEBKIT (webkit_navigation_action_get_request)
#define webkit_navigation_action_is_user_gesture RELAIS_WEBKIT (webkit_navigation_action_is_user_gesture)
#define webkit_navigation_policy_decision_get_navigation_action RELAIS_WEBKIT (webkit_navigation_policy_decision_get_navigation_action)
#define webkit_network_proxy_settings_free RELAIS_WEBKIT (webkit_network_proxy_settings_free)
#define webkit_network_proxy_settings_new RELAIS_WEBKIT (webkit_network_proxy_settings_new)
#define webkit_network_session_get_cookie_manager RELAIS_WEBKIT (webkit_network_session_get_cookie_manager)
#define webkit_network_session_new_ephemeral RELAIS_WEBKIT (webkit_network_session_new_ephemeral)
#define webkit_network_session_set_itp_enabled RELAIS_WEBKIT (webkit_network_session_set_itp_enabled)
#define webkit_network_session_set_proxy_settings RELAIS_WEBKIT (webkit_network_session_set_proxy_settings)
#define webkit_permission_request_deny RELAIS_WEBKIT (webkit_permission_request_deny)
#define webkit_policy_decision_ignore RELAIS_WEBKIT (webkit_policy_decision_ignore)
#define webkit_settings_new_with_settings RELAIS_WEBKIT (webkit_settings_new_with_settings)
#define webkit_uri_request_get_uri RELAIS_WEBKIT (webkit_uri_request_get_uri)
#define webkit_uri_scheme_request_finish RELAIS_WEBKIT (webkit_uri_scheme_request_finish)
#define webkit_uri_scheme_request_finish_error RELAIS_WEBKIT (webkit_uri_scheme_request_finish_error)
#define webkit_uri_scheme_request_get_path RELAIS_WEBKIT (webkit_uri_scheme_request_get_path)
#define webkit_user_content_manager_add_style_sheet RELAIS_WEBKIT (webkit_user_content_manager_add_style_sheet)
#define webkit_user_content_manager_new RELAIS_WEBKIT (webkit_user_content_manager_new)
#define webkit_user_style_sheet_new RELAIS_WEBKIT (webkit_user_style_sheet_new)
#define webkit_user_style_sheet_unref RELAIS_WEBKIT (webkit_user_style_sheet_unref)
#define webkit_web_context_new RELAIS_WEBKIT (webkit_web_context_new)
#define webkit_web_context_register_uri_scheme RELAIS_WEBKIT (webkit_web_context_register_uri_scheme)
#define webkit_web_view_get_type RELAIS_WEBKIT (webkit_web_view_get_type)
#define webkit_web_view_load_html RELAIS_WEBKIT (webkit_web_view_load_html)
#define webkit_web_view_set_background_color RELAIS_WEBKIT (webkit_web_view_set_background_color)
#define webkit_web_view_set_zoom_level RELAIS_WEBKIT (webkit_web_view_set_zoom_level)

G_END_DECLS
