/* test-html-text.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "relais-html-text-private.h"
#include "test-extract-case.h"

/* What mail programs make of an answer or a forward in HTML. */
static const ExtractCase CASES[] = {
  { "html-gmail", "Re: Concert", TRUE,
    "<div dir=\"ltr\">Bonjour,<div><br></div><div>C'est parfait.</div><div><br "
    "clear=\"all\"><div><div dir=\"ltr\" class=\"gmail_signature\"><div>Paul "
    "Martin</div><div>06 01 02 03 04</div></div></div></div></div><br><div "
    "class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">Le jeu. 5 mars 2026 à "
    "10:23, Anna &lt;<a href=\"mailto:a@b.fr\">a@b.fr</a>&gt; a écrit :<br></div><blockquote "
    "class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex;border-left:1px solid "
    "rgb(204,204,204)\">Bonjour, ça va ?</blockquote></div>\n",
    "Bonjour,\n"
    "\n"
    "C'est parfait." },
  { "html-outlook", "RE: Devis", TRUE,
    "<html><head><style>p.MsoNormal{margin:0cm}</style></head><body lang=FR><div "
    "class=\"WordSection1\"><p class=\"MsoNormal\">Bonjour,<o:p></o:p></p><p "
    "class=\"MsoNormal\"><o:p>&nbsp;</o:p></p><p class=\"MsoNormal\">Nous "
    "acceptons.<o:p></o:p></p><p class=\"MsoNormal\"><o:p>&nbsp;</o:p></p><p "
    "class=\"MsoNormal\">Cordialement,<o:p></o:p></p><p class=\"MsoNormal\">Julie "
    "Dupont<o:p></o:p></p><p class=\"MsoNormal\">Responsable des achats<o:p></o:p></p><p "
    "class=\"MsoNormal\">Tél. 01 23 45 67 89<o:p></o:p></p><div><div "
    "style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\"><p "
    "class=\"MsoNormal\"><b>De&nbsp;:</b> Paul Martin "
    "&lt;paul@example.org&gt;<br><b>Envoyé&nbsp;:</b> jeudi 5 mars 2026 "
    "10:23<br><b>À&nbsp;:</b> Julie Dupont<br><b>Objet&nbsp;:</b> "
    "Devis<o:p></o:p></p></div></div><p class=\"MsoNormal\">Voici le "
    "devis.</p></div></body></html>\n",
    "Bonjour,\n"
    "\n"
    "Nous acceptons.\n"
    "\n"
    "Cordialement,\n"
    "Julie Dupont" },
  { "html-owa", "Re: Devis", TRUE,
    "<html><body><div class=\"elementToProof\">D'accord pour lundi.</div><div "
    "id=\"Signature\"><p>Marie<br>Bureau 12</p></div><div id=\"appendonsend\"></div><hr "
    "style=\"display:inline-block;width:98%\"><div id=\"divRplyFwdMsg\" dir=\"ltr\"><font "
    "face=\"Calibri\"><b>Od:</b> Paul<br><b>Wysłano:</b> czwartek<br><b>Do:</b> "
    "Marie<br><b>Temat:</b> Devis</font></div><div><p>Lundi ?</p></div></body></html>\n",
    "D'accord pour lundi." },
  { "html-thunderbird", "Re: Q", TRUE,
    "<html><body><p>Hello,</p><div class=\"moz-cite-prefix\">On 05/03/2026 10:23, Anna "
    "wrote:<br></div><blockquote type=\"cite\" cite=\"mid:1@b\"><p>How "
    "many?</p></blockquote><p>Four.</p><blockquote type=\"cite\" "
    "cite=\"mid:1@b\"><p>When?</p></blockquote><p>At noon.</p><pre class=\"moz-signature\" "
    "cols=\"72\">-- \n"
    "Paul</pre></body></html>\n",
    "Hello,\n"
    "\n"
    "Four.\n"
    "\n"
    "At noon." },
  { "html-apple", "Re: Q", TRUE,
    "<html><body style=\"overflow-wrap: "
    "break-word;\">Yes.<br><div><br></div><div>Paul<br><div><br><blockquote "
    "type=\"cite\"><div>On Mar 5, 2026, at 10:23, Anna &lt;a@b&gt; wrote:</div><br "
    "class=\"Apple-interchange-newline\"><div>Really?</div></blockquote></div></div></body></"
    "html>\n",
    "Yes.\n"
    "\n"
    "Paul" },
  { "html-yahoo", "Re: Q", TRUE,
    "<html><body><div class=\"ydp1yahoo-style-wrap\"><div dir=\"ltr\">Oui, "
    "merci.</div></div><div id=\"yahoo_quoted_123\" class=\"yahoo_quoted\"><div>Le jeudi 5 "
    "mars 2026 à 10:23:11 UTC+1, Anna &lt;a@b.fr&gt; a écrit "
    ":</div><div><br></div><div>Vraiment ?</div></div></body></html>\n",
    "Oui, merci." },
  { "html-proton", "Re: Q", TRUE,
    "<div style=\"font-family: Arial\">Sure.</div><div "
    "class=\"protonmail_signature_block\"><div "
    "class=\"protonmail_signature_block-user\"></div><div "
    "class=\"protonmail_signature_block-proton\">Sent with <a "
    "href=\"https://proton.me/\">Proton Mail</a> secure email.</div></div><div "
    "class=\"protonmail_quote\"> On Thursday, March 5th, 2026 at 10:23 AM, Anna "
    "&lt;a@b.fr&gt; wrote:<br><blockquote class=\"protonmail_quote\" "
    "type=\"cite\">Tomorrow?</blockquote><br></div>\n",
    "Sure." },
  { "html-gmail-forward", "Fwd: Date", FALSE,
    "<div dir=\"ltr\">Tu peux regarder ?<br><br><div class=\"gmail_quote\"><div dir=\"ltr\" "
    "class=\"gmail_attr\">---------- Forwarded message ---------<br>De : <strong "
    "class=\"gmail_sendername\" dir=\"auto\">Anna</strong> <span dir=\"auto\">&lt;<a "
    "href=\"mailto:a@b.fr\">a@b.fr</a>&gt;</span><br>Date: jeu. 5 mars 2026 à "
    "10:23<br>Subject: Date<br>To:  &lt;<a "
    "href=\"mailto:c@d.fr\">c@d.fr</a>&gt;<br></div><br><br><div "
    "dir=\"ltr\">Bonjour,<div><br></div><div>Libres le 3 mai ?</div></div></div></div>\n",
    "Tu peux regarder ?\n"
    "\n"
    "---------- Forwarded message ---------\n"
    "\n"
    "Bonjour,\n"
    "\n"
    "Libres le 3 mai ?" },
  { "html-indent-is-written", "Proposition", FALSE,
    "<div>Voici le texte :</div><blockquote style=\"margin:0 0 0 "
    "40px;border:none;padding:0px\"><div>Le silence est d'or.</div></blockquote><div>Qu'en "
    "pensez-vous ?</div>\n",
    "Voici le texte :\n"
    "\n"
    "Le silence est d'or.\n"
    "\n"
    "Qu'en pensez-vous ?" },
  { "html-hidden", "News", FALSE,
    "<html><head><title>T</title></head><body><span style=\"display:none "
    "!important;font-size:0\">preheader text&zwnj;&nbsp;&zwnj;</span><table><tr><td "
    "style=\"font-size:0\"><span "
    "style=\"font-size:14px\">Visible</span></td></tr></table><img src=\"x\" width=\"1\" "
    "height=\"1\" "
    "alt=\"track\"><p>Caf&eacute;&shy;t&#8203;i&egrave;re</p><script>x</script></body></html>\n",
    "Visible\n"
    "\n"
    "Cafétière" },
  { "html-outlook-signature-table", "RE: Offre", TRUE,
    "<html><body><div style=\"font-family:Calibri\">Bonjour Paul,<br><br>Ton offre est "
    "validée.<br><br>Bien à toi,<br>Julie<br><br></div><table "
    "cellpadding=\"0\"><tbody><tr><td><img src=\"cid:logo\" alt=\"Logo\"></td><td><p "
    "style=\"margin:0\"><b>Julie Dupont</b></p><p style=\"margin:0\">Responsable "
    "achats</p><p style=\"margin:0\">T +33 1 23 45 67 "
    "89</p></td></tr></tbody></table><hr><div><b>De :</b> Paul "
    "&lt;paul@example.org&gt;<br><b>Envoyé :</b> jeudi 5 mars 2026 10:23<br><b>À :</b> "
    "Julie<br><b>Objet :</b> Offre</div><div>Voici mon offre</div></body></html>\n",
    "Bonjour Paul,\n"
    "\n"
    "Ton offre est validée.\n"
    "\n"
    "Bien à toi,\n"
    "Julie" },
  { "html-mac-outlook", "Re: Offre", TRUE,
    "<html><body><div>Merci, reçu.</div><div><br></div><span "
    "id=\"OLK_SRC_BODY_SECTION\"><div style=\"font-family:Calibri; border-top: #b5c4df 1pt "
    "solid;\"><span style=\"font-weight:bold\">De : </span>Paul<br><span "
    "style=\"font-weight:bold\">Date : </span>jeudi<br></div><div>Offre "
    "ci-jointe</div></span></body></html>\n",
    "Merci, reçu." },
  { "html-interleaved-gmail", "Re: Questions", TRUE,
    "<div dir=\"ltr\"><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">On "
    "Thu, Mar 5, 2026 at 10:23 AM Anna &lt;a@b.org&gt; wrote:<br></div><blockquote "
    "class=\"gmail_quote\"><div>How many people?</div></blockquote><div>About "
    "forty.</div><blockquote class=\"gmail_quote\"><div>And the "
    "date?</div></blockquote><div>The third of "
    "May.</div><div><br></div><div>Paul</div></div></div>\n",
    "About forty.\n"
    "\n"
    "The third of May.\n"
    "\n"
    "Paul" },
  { "html-lists-and-links", "Programme", FALSE,
    "<p>Hello,</p><p>please see <a href=\"https://example.org/very/long?utm=1\">our "
    "programme</a>:</p><ol><li>Bach</li><li>Ravel</li></ol><p>Kind regards,<br>Kim</p>\n",
    "Hello,\n"
    "\n"
    "please see our programme:\n"
    "\n"
    "1. Bach\n"
    "2. Ravel\n"
    "\n"
    "Kind regards,\n"
    "Kim" },
  { "h15", "Re: Proposition", TRUE,
    "<html><body dir=\"auto\"><div dir=\"auto\">Merci, nous sommes très intéressés.<div "
    "dir=\"auto\"><br></div><div dir=\"auto\">Pouvez-vous nous envoyer la fiche technique "
    "?</div><div dir=\"auto\"><br></div><div dir=\"auto\">Bonne soirée</div><div "
    "dir=\"auto\">Sophie</div></div><br><br><div class=\"gmail_quote "
    "gmail_quote_container\"><div dir=\"ltr\" class=\"gmail_attr\">Le mer. 11 mars 2026, "
    "21:03, Trio &lt;<a href=\"mailto:t@x.fr\">t@x.fr</a>&gt; a écrit :<br></div><blockquote "
    "class=\"gmail_quote\" style=\"margin:0 0 0 .8ex;border-left:1px #ccc "
    "solid;padding-left:1ex\"><div>Bonjour</div></blockquote></div></body></html>\n",
    "Merci, nous sommes très intéressés.\n"
    "\n"
    "Pouvez-vous nous envoyer la fiche technique ?\n"
    "\n"
    "Bonne soirée\n"
    "Sophie" },
  { "h16", "Re: Rdv", TRUE,
    "<html><head></head><body><div class=\"ms-outlook-mobile-body-wrapper\"><div>Parfait "
    "pour jeudi 10h.</div><div id=\"ms-outlook-mobile-signature\"><div><br></div>Télécharger "
    "<a href=\"https://aka.ms/x\">Outlook pour Android</a></div><hr "
    "style=\"display:inline-block;width:98%\" tabindex=\"-1\"><div id=\"divRplyFwdMsg\" "
    "dir=\"ltr\"><font face=\"Calibri, sans-serif\"><b>De :</b> Cabinet "
    "&lt;c@x.fr&gt;<br><b>Envoyé :</b> mercredi 11 mars 2026 12:00:00<br><b>À :</b> "
    "moi<br><b>Objet :</b> Rdv</font><div> </div></div><div>Jeudi 10h "
    "?</div></div></body></html>\n",
    "Parfait pour jeudi 10h." },
  { "h17", "RE: Convention", TRUE,
    "<div class=WordSection1><p class=MsoNormal>Bonjour Madame,</p><p "
    "class=MsoNormal>&nbsp;</p><p class=MsoNormal>Vous trouverez ci-joint la convention "
    "signée.</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Bien à vous,</p><p "
    "class=MsoNormal>&nbsp;</p><table class=MsoNormalTable><tr><td><p class=MsoNormal><img "
    "src=\"cid:a\"></p></td><td><p class=MsoNormal><b>Marc DURAND</b></p><p "
    "class=MsoNormal>Responsable pédagogique</p><p class=MsoNormal>Lycée Victor Hugo</p><p "
    "class=MsoNormal>01 44 00 00 00</p></td></tr></table><p class=MsoNormal>&nbsp;</p><div "
    "style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>De&nbsp;:</b> "
    "Anne Roy &lt;a@x.fr&gt; <br><b>Envoyé&nbsp;:</b> mardi 10 mars 2026 "
    "17:00<br><b>À&nbsp;:</b> Marc DURAND<br><b>Objet&nbsp;:</b> Convention</p></div><p "
    "class=MsoNormal>Bonjour, avez-vous la convention ?</p></div>\n",
    "Bonjour Madame,\n"
    "\n"
    "Vous trouverez ci-joint la convention signée.\n"
    "\n"
    "Bien à vous,\n"
    "\n"
    "Marc DURAND" },
  { "h18", "Re: Wedding", TRUE,
    "<html><body>Hi Leo,<br><br>we'd love to book you. What's your "
    "deposit?<br><br>Thanks!<br>Amy &amp; Sam<br><br><blockquote type=\"cite\">On 10 Mar "
    "2026, at 18:22, Leo &lt;leo@x.org&gt; wrote:<br><br>Hi both, yes I'm "
    "free.</blockquote><br></body></html>\n",
    "Hi Leo,\n"
    "\n"
    "we'd love to book you. What's your deposit?\n"
    "\n"
    "Thanks!\n"
    "Amy & Sam" },
};

/* How a piece of HTML reads. */
static const struct
{
  const char *name;
  const char *html;
  const char *expected;
} READINGS[] = {
  { "paragraphs", "<p>One\n two</p><p>three<br>four</p>", "One two\n\nthree\nfour" },
  { "blank-lines", "<div>a</div><div><br></div><div>b</div>", "a\n\nb" },
  { "nbsp-line", "<p style='margin:0'>a</p><p style='margin:0'>&nbsp;</p><p style='margin:0'>b</p>",
    "a\n\nb" },
  { "lists", "<ul><li>x</li><li>y<ol><li>1st</li><li>2nd</li></ol></li></ul>",
    "- x\n- y\n  1. 1st\n  2. 2nd" },
  { "table", "<table><tr><th>Ref</th><th>Qty</th></tr><tr><td><p>A1</p></td><td>2</td></tr></table>",
    "Ref\tQty\nA1\t2" },
  { "link-text", "<a href='https://tracker.example/very/long'>our site</a>.", "our site." },
  { "entities", "Caf&eacute; &amp; th&#233; &lt;3", "Caf\u00e9 & th\u00e9 <3" },
  { "invisible", "a&shy;b&#8203;c&zwnj;d&#8238;e", "abcde" },
  { "spaces", "10&nbsp;000&nbsp;\u20ac\u202f!", "10 000 \u20ac !" },
  { "emoji", "<img alt='\U0001F600' src='x'> ok", "\U0001F600 ok" },
  { "joined-emoji", "\U0001F468\u200D\U0001F469", "\U0001F468\u200D\U0001F469" },
  { "picture-only", "<img src='x' alt='Spring sale'><img src='y' width='1' alt='t'>", "Spring sale" },
  { "pre", "<pre>a\n  b</pre>", "a\n  b" },
  { "hidden", "<p hidden>1</p><p style='Display : None'>2</p><p style='visibility:hidden'>3</p>4", "4" },
  { "hidden-max-height", "<div style='max-height:0px;overflow:hidden'>pre</div>seen", "seen" },
  { "zero-size", "<div style='font-size:0'>no<b style='font-size:12px'>yes</b>no</div>", "yes" },
  { "comment", "a<!-- <b>x</b> --><!--[if mso]>y<![endif]-->b", "ab" },
  { "no-tag", "1 < 2 and 3 > 2", "1 < 2 and 3 > 2" },
  { "script", "<script>if (1 < 2) document.write ('<p>x</p>')</script>z", "z" },
  { "unclosed", "<p>one<p>two<div>three", "one\n\ntwo\n\nthree" },
};

static void
html_case (gconstpointer data)
{
  extract_case_check (data, "text/html");
}

static void
reads_as_a_browser_shows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (READINGS); i++)
    {
      g_autofree char *text = relais_html_to_text (READINGS[i].html, -1, NULL);

      g_test_message ("%s", READINGS[i].name);
      g_assert_cmpstr (text, ==, READINGS[i].expected);
    }
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + 1, part))
    n++;
  return n;
}

/* The tree builder takes a second for 64 KiB of these and minutes for 1 MiB: only so many may reach it. */
static void
guarded_nesting (void)
{
  static const char *const tags[][2] = {
    { "<ul><li>", "<ul>" }, { "<div>", "<div>" }, { "<ul></b>", "<ul>" }, { "<table><tr><td>", "<table>" },
    { "<b a=x>", "<b a=x>" }, { "<div title='>'>", "<div title='>'>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_autoptr(GString) html = g_string_new (NULL);
      g_autoptr(GString) guarded = NULL;

      for (guint j = 0; j < 5000; j++)
        g_string_append (html, tags[i][0]);
      g_string_append (html, "end");
      guarded = relais_html_guard (html->str, html->len);
      g_assert_cmpuint (count (guarded->str, tags[i][1]), >=, 10);
      g_assert_cmpuint (count (guarded->str, tags[i][1]), <=, 200);
      g_assert_true (g_str_has_suffix (guarded->str, "end"));
    }
}

static void
guard_leaves_mail_alone (void)
{
  static const char html[] =
    "<!DOCTYPE html><html><body><table><tr><td><p>a<p>b<br><b>c</b></td></tr></table><a href=\"x>y\">z</a></body>";
  g_autoptr(GString) guarded = relais_html_guard (html, sizeof html - 1);

  g_assert_cmpstr (guarded->str, ==, html);
}

/* Whatever is repeated, there is an end and a text. */
static void
hostile_input (void)
{
  static const char *const units[] = {
    "<div>", "<b>", "<table><tr><td>", "<ul><li>", "<b><i><u>x</div>", "<i><div></i>", "<div class=gmail_quote>",
    "<blockquote type=cite>x", "<td>x", "<svg><g>", "</p>", "<!--", "<a href='", "<", "&", "<p style='",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr(GString) html = g_string_new (NULL);
      g_autoptr(GArray) ranges = NULL;
      g_autofree char *text = NULL;

      while (html->len < 32 * 1024)
        g_string_append (html, units[i]);
      text = relais_html_to_text (html->str, html->len, &ranges);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      for (guint j = 0; j < ranges->len; j++)
        {
          const RelaisQuoteRange *range = &g_array_index (ranges, RelaisQuoteRange, j);

          g_assert_cmpuint (range->start + range->length, <=, html->len);
        }
    }
}

static void
bytes_that_are_no_text (void)
{
  static const char bytes[] = "<p>a\xff\xfe\0b</p>\xe9";
  g_autofree char *text = relais_html_to_text (bytes, sizeof bytes - 1, NULL);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_prefix (text, "a"));
}

int
main (int    argc,
      char **argv)
{
  extract_case_init (&argc, &argv);
  g_test_add_func ("/mail/html-text/readings", reads_as_a_browser_shows);
  g_test_add_func ("/mail/html-text/guarded-nesting", guarded_nesting);
  g_test_add_func ("/mail/html-text/guard-leaves-mail-alone", guard_leaves_mail_alone);
  g_test_add_func ("/mail/html-text/hostile-input", hostile_input);
  g_test_add_func ("/mail/html-text/invalid-bytes", bytes_that_are_no_text);
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_strdup_printf ("/mail/html-text/%s", CASES[i].name);

      g_test_add_data_func (path, &CASES[i], html_case);
    }
  return g_test_run ();
}
