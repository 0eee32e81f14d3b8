/* test-language.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>

#include "relais-language.h"

static const struct
{
  const char *text;
  const char *language; /* NULL: nothing must be said */
} SAMPLES[] = {
  { "Could you send me the timetable of the evening classes?", "en" },
  { "Hi, is my parcel on its way? It should have been here on Monday.", "en" },
  { "Pouvez-vous m'envoyer les horaires des cours du soir ?", "fr" },
  { "Bonjour, mon colis n’est toujours pas arrivé. Merci", "fr" },
  { "bjr c possible d'avoir le programme svp", "fr" },
  { "Sehr geehrte Damen und Herren, ich möchte einen Termin vereinbaren.", "de" },
  { "Hola, quisiera saber cuándo llega mi pedido. Muchas gracias.", "es" },
  { "Buongiorno, vorrei sapere quando arriva il mio ordine. Grazie mille.", "it" },
  { "Olá, gostaria de saber quando chega o meu pedido. Obrigado.", "pt" },
  { "Goedemorgen, ik zou graag weten wanneer mijn bestelling komt.", "nl" },
  { "Hej, jag undrar när min beställning kommer. Tack på förhand.", "sv" },
  { "ケースの注文について教えてください。", "ja" },
  { "您好,我想查询我的订单状态。", "zh" },
  { "안녕하세요, 주문 상태를 알고 싶습니다.", "ko" },
  { "Здравствуйте, когда придёт мой заказ?", "ru" },
  { "Καλημέρα, πότε θα έρθει η παραγγελία μου;", "el" },
  { "مرحبا، متى يصل طلبي؟", "ar" },
  { "", NULL },
  { "OK", NULL },
  { "12345 67-89 :)", NULL },
  { "https://www.example.org/the/and/of/you/with a@the.and", NULL },
  { "Dzień dobry, chciałbym zapytać o swoje zamówienie.", NULL },
};

static void
samples (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (SAMPLES); i++)
    {
      double confidence = -1;
      const char *language = relais_language_guess (SAMPLES[i].text, &confidence);

      g_test_message ("%s", SAMPLES[i].text);
      g_assert_cmpstr (language, ==, SAMPLES[i].language);
      g_assert_cmpfloat (confidence, >=, 0);
      g_assert_cmpfloat (confidence, <=, 1);
      if (language == NULL)
        g_assert_cmpfloat (confidence, ==, 0);
    }
}

/* More of the same must make nobody less sure. */
static void
confidence_grows (void)
{
  double little;
  double much;

  g_assert_cmpstr (relais_language_guess ("Merci pour votre réponse.", &little), ==, "fr");
  g_assert_cmpstr (relais_language_guess ("Merci pour votre réponse. Nous viendrons avec les enfants dans la "
                                          "matinée, si cela vous convient, et nous apporterons les papiers.",
                                          &much), ==, "fr");
  g_assert_cmpfloat (much, >, little);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/language/samples", samples);
  g_test_add_func ("/mail/language/confidence", confidence_grows);
  return g_test_run ();
}
