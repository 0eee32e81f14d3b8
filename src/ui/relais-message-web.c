/* relais-message-web.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-message-link-private.h"
#include "relais-message-look-private.h"
#include "relais-message-web.h"
#include "relais-webkit-private.h"

struct _RelaisMessageWeb
{
  AdwBin                    parent_instance;

  WebKitWebContext         *context;       /* (owned) (nullable) made when a letter is to be expected, as what follows */
  WebKitNetworkSession     *session;       /* (owned) (nullable) */
  WebKitSettings           *settings;      /* (owned) (nullable) */
  WebKitWebView            *view;          /* (unowned) (nullable) our child */
  RelaisMailMessage        *message;       /* (owned) (nullable) */
  GCancellable             *cancellable;   /* (owned) (nullable) of the last rendering */
  gboolean                  remote;        /* what the session may do */
  guint                     prepare_id;
};

G_DEFINE_FINAL_TYPE (RelaisMessageWeb, relais_message_web, ADW_TYPE_BIN)

/* Discard service (RFC 863): nothing listens there. Blocking twice, by policy and by proxy, survives a mistake in one. */
#define NOWHERE "http://127.0.0.1:9"

/* One request for a picture of the message. */
typedef struct
{
  WebKitURISchemeRequest *request;      /* (owned) */
  char                   *media_type;   /* (owned) (nullable) filled by the message */
} Picture;

static void
picture_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  Picture *picture = user_data;

  if (error != NULL)
    {
      g_autoptr(GError) copy = g_error_copy (error);

      webkit_uri_scheme_request_finish_error (picture->request, copy);
    }
  else
    {
      GBytes *bytes = g_value_get_boxed (value);
      g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

      webkit_uri_scheme_request_finish (picture->request, stream, (gint64) g_bytes_get_size (bytes), picture->media_type);
    }
  g_object_unref (picture->request);
  g_free (picture->media_type);
  g_free (picture);
}

static void
cid_request_cb (WebKitURISchemeRequest *request,
                gpointer                user_data)
{
  RelaisMessageWeb *self = user_data;
  g_autofree char *content_id = g_uri_unescape_string (webkit_uri_scheme_request_get_path (request), NULL);
  Picture *picture;

  if (self->message == NULL || content_id == NULL)
    {
      g_autoptr(GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no such part");

      webkit_uri_scheme_request_finish_error (request, error);
      return;
    }

  picture = g_new0 (Picture, 1);
  picture->request = g_object_ref (request);
  relais_future_to_ui (relais_mail_message_load_cid (self->message, content_id, &picture->media_type),
                       NULL, NULL, picture_cb, picture);
}

static gboolean
decide_policy_cb (RelaisMessageWeb         *self,
                  WebKitPolicyDecision     *decision,
                  WebKitPolicyDecisionType  type)
{
  WebKitNavigationAction *action;
  const char *uri;

  /* Pictures are resources of a document we made; everything that navigates is ours or a click. */
  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    return FALSE;

  action = webkit_navigation_policy_decision_get_navigation_action ((WebKitNavigationPolicyDecision *) decision);
  uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));
  if (webkit_navigation_action_get_navigation_type (action) == WEBKIT_NAVIGATION_TYPE_OTHER &&
      g_str_equal (uri, "about:blank"))
    return FALSE;

  webkit_policy_decision_ignore (decision);
  if (webkit_navigation_action_is_user_gesture (action))
    relais_message_link_ask (GTK_WIDGET (self), uri);

  return TRUE;
}

static gboolean
refuse_permission_cb (WebKitWebView           *view,
                      WebKitPermissionRequest *request)
{
  webkit_permission_request_deny (request);

  return TRUE;
}

static gboolean
trim_menu_cb (WebKitWebView       *view,
              WebKitContextMenu   *menu,
              WebKitHitTestResult *hit)
{
  static const WebKitContextMenuAction kept[] = {
    WEBKIT_CONTEXT_MENU_ACTION_COPY, WEBKIT_CONTEXT_MENU_ACTION_SELECT_ALL,
    WEBKIT_CONTEXT_MENU_ACTION_COPY_LINK_TO_CLIPBOARD, WEBKIT_CONTEXT_MENU_ACTION_COPY_IMAGE_TO_CLIPBOARD,
  };
  GList *items = g_list_copy (webkit_context_menu_get_items (menu));

  for (GList *l = items; l != NULL; l = l->next)
    {
      WebKitContextMenuAction action = webkit_context_menu_item_get_stock_action (l->data);
      gboolean keep = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
        keep |= kept[i] == action;
      if (!keep)
        webkit_context_menu_remove (menu, l->data);
    }
  g_list_free (items);

  return webkit_context_menu_get_n_items (menu) == 0;
}

static WebKitSettings *
make_settings (void)
{
  return webkit_settings_new_with_settings ("enable-javascript", FALSE,
                                            "enable-javascript-markup", FALSE,
                                            "javascript-can-open-windows-automatically", FALSE,
                                            "allow-file-access-from-file-urls", FALSE,
                                            "allow-universal-access-from-file-urls", FALSE,
                                            "enable-html5-database", FALSE,
                                            "enable-html5-local-storage", FALSE,
                                            "enable-page-cache", FALSE,
                                            "enable-media", FALSE,
                                            "enable-webaudio", FALSE,
                                            "enable-webgl", FALSE,
                                            "enable-developer-extras", FALSE,
                                            "enable-back-forward-navigation-gestures", FALSE,
                                            "auto-load-images", TRUE,
                                            "hardware-acceleration-policy", WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER,
                                            NULL);
}

static WebKitWebContext *
make_context (RelaisMessageWeb *self)
{
  WebKitWebContext *context = webkit_web_context_new ();

  webkit_web_context_register_uri_scheme (context, "cid", cid_request_cb, self, NULL);

  return context;
}

static WebKitNetworkSession *
make_session (gboolean remote)
{
  WebKitNetworkSession *session = webkit_network_session_new_ephemeral ();
  WebKitNetworkProxySettings *nowhere;

  webkit_network_session_set_itp_enabled (session, TRUE);
  webkit_cookie_manager_set_accept_policy (webkit_network_session_get_cookie_manager (session),
                                           WEBKIT_COOKIE_POLICY_ACCEPT_NEVER);
  if (!remote)
    {
      nowhere = webkit_network_proxy_settings_new (NOWHERE, NULL);
      webkit_network_session_set_proxy_settings (session, WEBKIT_NETWORK_PROXY_MODE_CUSTOM, nowhere);
      webkit_network_proxy_settings_free (nowhere);
    }

  return session;
}

static void
update_look (RelaisMessageWeb *self)
{
  if (self->view != NULL)
    relais_message_look_apply (self->view);
}

static void
make_view (RelaisMessageWeb *self)
{
  g_autoptr(WebKitUserContentManager) content = relais_message_look_new_paper ();

  self->view = g_object_new (WEBKIT_TYPE_WEB_VIEW,
                             "web-context", self->context,
                             "network-session", self->session,
                             "settings", self->settings,
                             "user-content-manager", content,
                             "vexpand", TRUE,
                             NULL);
  update_look (self);
  g_signal_connect_swapped (self->view, "decide-policy", G_CALLBACK (decide_policy_cb), self);
  g_signal_connect (self->view, "permission-request", G_CALLBACK (refuse_permission_cb), NULL);
  g_signal_connect (self->view, "context-menu", G_CALLBACK (trim_menu_cb), NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
}

/* Makes the next of the things that a letter needs; FALSE when all are there. The first one takes the longest: with it WebKit wakes up. */
static gboolean
prepare_next (RelaisMessageWeb *self)
{
  if (self->settings == NULL)
    self->settings = make_settings ();
  else if (self->session == NULL)
    self->session = make_session (self->remote);
  else if (self->context == NULL)
    self->context = make_context (self);
  else if (self->view == NULL)
    make_view (self);
  else
    return FALSE;

  return TRUE;
}

/* A view keeps its network for life, so what may load pictures is another view. */
static void
need_view (RelaisMessageWeb *self,
           gboolean          remote)
{
  g_clear_handle_id (&self->prepare_id, g_source_remove);
  if (self->remote != remote)
    {
      adw_bin_set_child (ADW_BIN (self), NULL);
      self->view = NULL;
      g_clear_object (&self->session);
      self->remote = remote;
    }
  while (prepare_next (self))
    continue;
}

static void
rendered_cb (gpointer      owner,
             const GValue *value,
             const GError *error,
             gpointer      user_data)
{
  RelaisMessageWeb *self = owner;

  if (error != NULL)
    {
      if (!relais_error_is_cancelled (error))
        g_warning ("a message could not be rendered: %s", error->message);
      return;
    }

  webkit_web_view_load_html (self->view, g_value_get_string (value), "about:blank");
}

static gboolean
prepare_cb (gpointer data)
{
  RelaisMessageWeb *self = data;

  if (prepare_next (self))
    return G_SOURCE_CONTINUE;

  /* Its process starts with the first page, and takes longer than a letter. */
  webkit_web_view_load_html (self->view, "", "about:blank");
  self->prepare_id = 0;

  return G_SOURCE_REMOVE;
}

static void
library_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  RelaisMessageWeb *self = RELAIS_MESSAGE_WEB (source);

  /* What people do and what is painted come first. */
  if (self->view == NULL && self->prepare_id == 0 && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    self->prepare_id = g_idle_add_full (G_PRIORITY_LOW, prepare_cb, self, NULL);
}

void
relais_message_web_prepare (RelaisMessageWeb *self)
{
  g_return_if_fail (RELAIS_IS_MESSAGE_WEB (self));

  if (self->view == NULL)
    relais_webkit_prepare (G_OBJECT (self), library_opened_cb);
}

void
relais_message_web_show (RelaisMessageWeb  *self,
                         RelaisMailMessage *message,
                         gboolean           remote)
{
  g_return_if_fail (RELAIS_IS_MESSAGE_WEB (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_set_object (&self->message, message);
  if (message == NULL)
    {
      if (self->view != NULL)
        webkit_web_view_load_html (self->view, "", "about:blank");
      return;
    }

  need_view (self, remote);
  self->cancellable = g_cancellable_new ();
  relais_future_to_ui (relais_mail_message_render (message, remote ? RELAIS_RENDER_REMOTE : RELAIS_RENDER_DEFAULT),
                       self, self->cancellable, rendered_cb, NULL);
}

GtkWidget *
relais_message_web_get_view (RelaisMessageWeb *self)
{
  g_return_val_if_fail (RELAIS_IS_MESSAGE_WEB (self), NULL);

  return self->view != NULL ? GTK_WIDGET (self->view) : NULL;
}

static void
relais_message_web_dispose (GObject *object)
{
  RelaisMessageWeb *self = RELAIS_MESSAGE_WEB (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->message);
  adw_bin_set_child (ADW_BIN (self), NULL);
  self->view = NULL;
  g_clear_handle_id (&self->prepare_id, g_source_remove);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (relais_message_web_parent_class)->dispose (object);
}

static void
relais_message_web_class_init (RelaisMessageWebClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = relais_message_web_dispose;
}

static void
relais_message_web_init (RelaisMessageWeb *self)
{
  GtkSettings *settings = gtk_settings_get_default ();

  g_signal_connect_object (settings, "notify::gtk-font-name", G_CALLBACK (update_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (update_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (update_look), self,
                           G_CONNECT_SWAPPED);
}
