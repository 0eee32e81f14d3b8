/* relais-certificate.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-session-private.h"

static char *
fingerprint_of (GTlsCertificate *certificate)
{
  g_autoptr(GByteArray) der = NULL;
  g_autofree char *hex = NULL;
  GString *text;

  g_object_get (certificate, "certificate", &der, NULL);
  hex = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);

  text = g_string_new (NULL);
  for (gsize i = 0; hex[i] != '\0'; i += 2)
    g_string_append_printf (text, "%s%c%c", i > 0 ? ":" : "",
                            g_ascii_toupper (hex[i]), g_ascii_toupper (hex[i + 1]));

  return g_string_free (text, FALSE);
}

RelaisCertificate *
relais_certificate_new_from_tls (GTlsCertificate      *certificate,
                                 const char           *host,
                                 GTlsCertificateFlags  flags)
{
  RelaisCertificate *self = g_new0 (RelaisCertificate, 1);

  self->host = g_strdup (host);
  self->sha256 = fingerprint_of (certificate);
  self->subject = g_tls_certificate_get_subject_name (certificate);
  self->issuer = g_tls_certificate_get_issuer_name (certificate);
  self->flags = flags;

  return self;
}

RelaisCertificate *
relais_certificate_copy (const RelaisCertificate *self)
{
  RelaisCertificate *copy = g_new0 (RelaisCertificate, 1);

  copy->host = g_strdup (self->host);
  copy->sha256 = g_strdup (self->sha256);
  copy->subject = g_strdup (self->subject);
  copy->issuer = g_strdup (self->issuer);
  copy->flags = self->flags;

  return copy;
}

void
relais_certificate_free (RelaisCertificate *self)
{
  g_free (self->host);
  g_free (self->sha256);
  g_free (self->subject);
  g_free (self->issuer);
  g_free (self);
}
