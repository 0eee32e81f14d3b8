/* test-render.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-render-private.h"
#include "relais-test.h"
#include "render-check.h"
#include "render-corpus.h"

static char *
render_with (const char        *html,
             gsize              length,
             RelaisRenderFlags  flags,
             gboolean          *has_remote)
{
  RelaisRender render;
  char *document;

  relais_render_init (&render, flags);
  relais_render_html (&render, html, length, FALSE);
  document = relais_render_finish (&render, "fr");
  if (has_remote != NULL)
    *has_remote = render.has_remote;
  relais_render_clear (&render);

  return document;
}

static char *
render (const char *html)
{
  return render_with (html, strlen (html), RELAIS_RENDER_DEFAULT, NULL);
}

static char *
render_text (const char        *text,
             RelaisRenderFlags  flags)
{
  g_autoptr(GArray) segments = relais_quote_split (text, NULL, RELAIS_QUOTE_CONTEXT_NONE);
  RelaisRender render;
  char *document;

  relais_render_init (&render, flags);
  relais_render_text (&render, text, (const RelaisTextSegment *) segments->data, segments->len);
  document = relais_render_finish (&render, NULL);
  relais_render_clear (&render);

  return document;
}

static void
assert_safe (const char *document,
             gboolean    remote,
             const char *what)
{
  g_autofree char *fault = render_check (document, remote);

  if (fault != NULL)
    g_error ("%s\nin what became of\n%s\nnamely\n%s", fault, what, document);
}

static void
assert_has (const char *document,
            const char *wanted)
{
  if (strstr (document, wanted) == NULL)
    g_error ("no “%s” in\n%s", wanted, strstr (document, "<body>"));
}

static void
assert_lacks (const char *document,
              const char *unwanted)
{
  if (strstr (document, unwanted) != NULL)
    g_error ("“%s” in\n%s", unwanted, document);
}

/* As text it may stand anywhere; in a tag or a style it must not. */
static void
assert_harmless (const char *document)
{
  const char *body = strstr (document, "<body>");
  gboolean in_tag = FALSE;

  for (const char *found = strstr (document, "EVIL"); found != NULL; found = strstr (found + 1, "EVIL"))
    g_assert_true (found > body);
  for (const char *c = body; *c != '\0'; c++)
    {
      in_tag = *c == '<' || (in_tag && *c != '>');
      if (in_tag && g_str_has_prefix (c, "EVIL"))
        g_error ("EVIL in a tag of\n%s", body);
    }
}

static void
test_corpus (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (corpus), >=, 120);

  for (guint i = 0; i < G_N_ELEMENTS (corpus); i++)
    {
      g_autofree char *around = g_strconcat ("<p>before</p>", corpus[i], "<p>after</p>", NULL);
      g_autofree char *alone = render (corpus[i]);
      g_autofree char *inside = render (around);
      g_autofree char *remote = render_with (around, strlen (around), RELAIS_RENDER_REMOTE, NULL);

      assert_safe (alone, FALSE, corpus[i]);
      assert_safe (inside, FALSE, around);
      assert_safe (remote, TRUE, around);
      assert_harmless (inside);
      assert_harmless (remote);
      assert_has (inside, "before");
    }
}

/* All of it in one message, and each after each: what one leaves open another may use. */
static void
test_corpus_combined (void)
{
  g_autoptr(GString) all = g_string_new (NULL);
  g_autofree char *document = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (corpus); i++)
    g_string_append (all, corpus[i]);
  document = render (all->str);
  assert_safe (document, FALSE, "everything");

  for (guint round = 0; round < 600; round++)
    {
      g_autoptr(GString) mix = g_string_new (NULL);
      g_autofree char *mixed = NULL;

      for (guint n = 0; n < 3; n++)
        {
          const char *piece = corpus[g_test_rand_int_range (0, G_N_ELEMENTS (corpus))];
          int length = (int) strlen (piece);

          g_string_append_len (mix, piece, g_test_rand_int_range (1, length + 1));
        }
      mixed = render_with (mix->str, mix->len, RELAIS_RENDER_REMOTE, NULL);
      assert_safe (mixed, TRUE, mix->str);
    }
}

static void
test_kept (void)
{
  g_autofree char *document = render (
    "<html dir=rtl lang=ar><body bgcolor='#eeeeee'><h1 style='color:#123456;font-size:20px'>Title</h1>"
    "<p align=center title='a \"tip\"'>A &lt;b&gt; <b>bold</b> &amp; <i>it</i></p>"
    "<table width=600 cellpadding=0 border=0><tr><td colspan=2 valign=top width='50%'>cell</td></tr></table>"
    "<a href='https://example.org/a?b=1&c=%20d'>link</a> <a href='mailto:a@example.org'>mail</a>"
    "<img src='cid:logo@x' width=120 alt='Logo'><ol start=3 type=a><li>x</ol>"
    "<font color=red size='+1' face='Arial, Helvetica'>f</font></body></html>");

  assert_safe (document, FALSE, "kept");
  assert_has (document, "<h1 style=\"color:#123456;font-size:20px\">Title</h1>");
  assert_has (document, "<p align=\"center\" title=\"a &quot;tip&quot;\">A &lt;b&gt; <b>bold</b> &amp; <i>it</i></p>");
  assert_has (document, "<table width=\"600\" border=\"0\" cellpadding=\"0\">");
  assert_has (document, "colspan=\"2\"");
  assert_has (document, "href=\"https://example.org/a?b=1&amp;c=%20d\" title=\"https://example.org/a?b=1&amp;c=%20d\"");
  assert_has (document, "href=\"mailto:a@example.org\"");
  assert_has (document, "<img src=\"cid:logo@x\" alt=\"Logo\" width=\"120\">");
  assert_has (document, "<ol start=\"3\" type=\"a\">");
  assert_has (document, "<font color=\"red\" size=\"+1\" face=\"Arial, Helvetica\">");
  assert_has (document, "<html lang=\"fr\">");
  assert_has (document, "bgcolor=\"#eeeeee\"");
  assert_has (document, "relais-paper");
  assert_has (document, "default-src 'none'; style-src 'unsafe-inline'; img-src cid:;");
}

static void
test_sheet (void)
{
  g_autofree char *document = render (
    "<head><style type='text/css'><!-- body { margin: 0; background-color: #f4f4f4 }\n"
    ".btn, td.btn > a { color: #fff !important; padding: 4px 8px } a:hover{color:red} [x]{color:red}\n"
    "@media only screen and (max-width: 600px) { .col { width: 100% ; display:block } }\n"
    "@media (prefers-color-scheme: dark) { .col { color: #000 } }\n"
    "#top{font-family:'Open Sans',Arial;font:12px/1.5 \"A B\"} --></style></head>"
    "<div class='btn other' id=top>x</div>");

  assert_safe (document, FALSE, "sheet");
  assert_has (document, ".relais-mail{margin:0;background-color:#f4f4f4}");
  assert_has (document, ".relais-mail .m-btn,.relais-mail td.m-btn>a{color:#fff;padding:4px 8px}");
  assert_has (document, "@media only screen and (max-width: 600px){\n.relais-mail .m-col{width:100%;display:block}\n}");
  assert_has (document, ".relais-mail #m-top{font-family:'Open Sans',arial;font:12px/1.5 'A B'}");
  assert_has (document, "<div class=\"m-btn m-other\" id=\"m-top\">");
  assert_lacks (document, "hover");
  assert_lacks (document, "[x]");
  assert_lacks (document, "color:#000}");
  assert_has (document, "relais-paper");
}

static void
test_declarations (void)
{
  static const struct { const char *css, *safe; gboolean paints; } cases[] = {
    { "color:red", "color:red", FALSE },
    { " COLOR : Red ; ; Margin:0 auto", "color:red;margin:0 auto", FALSE },
    { "background:#FFF", "background-color:#FFF", FALSE },
    { "background:#eee", "background-color:#eee", TRUE },
    { "background-color:rgb(10, 20, 30)", "background-color:rgb(10, 20, 30)", TRUE },
    { "background:#eee url(x) no-repeat", "", FALSE },
    { "margin:-5px;padding:1e9px;width:99999px", "", FALSE },
    { "font-family:Arial,'Segoe UI',sans-serif", "font-family:arial,'Segoe UI',sans-serif", FALSE },
    { "font-family:\"a\\\"b\"", "", FALSE },
    { "display:flex;display:block", "display:block", FALSE },
    { "white-space:nowrap;overflow:hidden", "overflow:hidden", FALSE },
    { "position:fixed;float:left", "float:left", FALSE },
    { "width:calc(100% - 1px)", "", FALSE },
    { "color:re/* x */d", "color:re d", FALSE },
    { "color:red !important", "color:red", FALSE },
    { "color:red ! nonsense", "", FALSE },
    { "border:1px solid rgba(0,0,0,.5)", "border:1px solid rgba(0,0,0,0.5)", FALSE },
    { "color:rgb(url(x))", "", FALSE },
    { "color:#12345", "", FALSE },
    { "color", "", FALSE },
    { "a:b:c", "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean paints = FALSE;
      g_autofree char *safe = relais_css_declarations (cases[i].css, strlen (cases[i].css), &paints);

      g_assert_cmpstr (safe, ==, cases[i].safe);
      g_assert_cmpint (paints, ==, cases[i].paints);
    }
}

static void
test_remote (void)
{
  static const char html[] = "<img src='https://img.example/a.png' width=300 height=80 alt='Our sale'>"
                             "<img src='http://track.example/p.gif' width=1 height=1>";
  gboolean has_remote;
  g_autofree char *blocked = render_with (html, strlen (html), RELAIS_RENDER_DEFAULT, &has_remote);
  g_autofree char *allowed = NULL;
  g_autofree char *only_tracker = NULL;

  g_assert_true (has_remote);
  assert_safe (blocked, FALSE, html);
  assert_lacks (blocked, "img.example");
  assert_lacks (blocked, "track.example");
  assert_has (blocked, "<span class=\"relais-image\" style=\"width:300px;min-height:80px\">Our sale</span>");

  allowed = render_with (html, strlen (html), RELAIS_RENDER_REMOTE, NULL);
  assert_safe (allowed, TRUE, html);
  assert_has (allowed, "<img src=\"https://img.example/a.png\"");
  assert_lacks (allowed, "track.example");
  assert_has (allowed, "img-src cid: https: http:;");
  assert_lacks (blocked, "img-src cid: https");

  only_tracker = render_with (strchr (html, '>') + 1, strlen (strchr (html, '>') + 1), RELAIS_RENDER_DEFAULT, &has_remote);
  g_assert_false (has_remote);
}

static void
test_forms (void)
{
  g_autofree char *document = render (
    "<form action='https://evil.example'><label>Name <input name=n value='Ada'></label><input type=password value=secret>"
    "<input type=checkbox checked> yes <select><option>One<option>Two</select><textarea>long</textarea>"
    "<button>Send</button><input type=submit value=Go></form>");

  assert_safe (document, FALSE, "form");
  assert_has (document, "<span>Ada</span>");
  assert_has (document, "☑");
  assert_has (document, "One");
  assert_has (document, "Two");
  assert_has (document, "long");
  assert_has (document, "<span>Send</span>");
  assert_has (document, "<span>Go</span>");
  assert_lacks (document, "secret");
}

static guint
count (const char *text,
       const char *word)
{
  guint n = 0;

  for (const char *found = strstr (text, word); found != NULL; found = strstr (found + 1, word))
    n++;

  return n;
}

static void
test_quotes_html (void)
{
  static const struct { const char *html; guint n_folds, n_open; } cases[] = {
    { "<p>Yes.</p><div class=gmail_quote><div class=gmail_attr>On Monday X wrote:</div><blockquote class=gmail_quote>old</blockquote></div>", 1, 0 },
    { "<p>Yes.</p><blockquote type=cite>old</blockquote>", 1, 0 },
    { "<p>Yes.</p><div id=divRplyFwdMsg>From: x</div><div>old</div><p>older</p>", 1, 0 },
    { "<table><tr><td><p>Yes.</p><hr id=appendonsend><div>old</div></td></tr></table>", 1, 0 },
    { "<blockquote type=cite>question one</blockquote><p>answer</p><blockquote type=cite>question two</blockquote><p>answer</p>", 0, 0 },
    { "<blockquote type=cite>question</blockquote><p>answer</p><blockquote type=cite>rest</blockquote>", 1, 0 },
    { "<blockquote type=cite>only a quote</blockquote>", 1, 1 },
    { "<p>Look:</p><blockquote>indented by the writer</blockquote>", 0, 0 },
    { "<table class=gmail_quote><tr class=gmail_quote><td>x</td></tr></table>", 1, 1 },
    { "<p>a</p><table><tr id=divRplyFwdMsg><td>x</td></tr></table>", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *document = render (cases[i].html);
      g_autofree char *unfolded = render_with (cases[i].html, strlen (cases[i].html), RELAIS_RENDER_QUOTES, NULL);

      assert_safe (document, FALSE, cases[i].html);
      g_test_message ("%u", i);
      g_assert_cmpuint (count (document, "<details"), ==, cases[i].n_folds);
      g_assert_cmpuint (count (document, "</details>"), ==, cases[i].n_folds);
      g_assert_cmpuint (count (document, "<details class=\"relais-quote\" open>"), ==, cases[i].n_open);
      g_assert_cmpuint (count (unfolded, "<details class=\"relais-quote\" open>"), ==, cases[i].n_folds);
      g_assert_cmpuint (count (document, "<div"), ==, count (document, "</div>"));
    }
}

static void
test_rest_takes_siblings (void)
{
  g_autofree char *document = render ("<body><p>Yes.</p><div id=divRplyFwdMsg>From: x</div><div>old</div></body>");

  assert_has (document, "</p><details class=\"relais-quote\"><summary>");
  assert_has (document, "<div>old</div></details></div>");
}

static void
test_text (void)
{
  g_autofree char *document = render_text (
    "Bonjour <b>,\n\nVoir https://example.org/a_(b)?x=1&y=2, (www.example.com) et contact@example.org.\n"
    "javascript:alert(1) http:// ftp://x.example\n\n"
    "Le lundi 2 mars 2026 à 10:00, Camille Morel <camille@example.org> a écrit :\n> ancien\n>> plus ancien\n", RELAIS_RENDER_DEFAULT);

  assert_safe (document, FALSE, "text");
  assert_has (document, "Bonjour &lt;b&gt;,");
  assert_has (document, "<a href=\"https://example.org/a_(b)?x=1&amp;y=2\" title=\"https://example.org/a_(b)?x=1&amp;y=2\"");
  assert_has (document, "(<a href=\"https://www.example.com\"");
  assert_has (document, ">contact@example.org</a>.");
  assert_lacks (document, "href=\"javascript");
  assert_lacks (document, "href=\"ftp");
  assert_has (document, "<blockquote>ancien\n<blockquote>plus ancien");
  g_assert_cmpuint (count (document, "<details"), ==, 1);
  g_assert_cmpuint (count (document, "<blockquote>"), ==, count (document, "</blockquote>"));
}

static void
test_links_show_their_target (void)
{
  g_autofree char *document = render ("<a href='https://evil.example/login' title='https://bank.example'>https://bank.example</a>");

  assert_has (document, "title=\"https://evil.example/login\"");
  assert_lacks (document, "title=\"https://bank.example\"");
}

/* The check itself finds what it is there for. */
static void
test_check_finds (void)
{
  static const char * const bad[] = {
    "<script>x</script>", "<img src='https://x.example/a.png'>", "<img src='data:image/png;base64,x'>", "<a href='javascript:x'>y</a>",
    "<p onclick='x'>y</p>", "<iframe></iframe>", "<svg></svg>", "<math></math>", "<form></form>", "<!-- x -->", "<template></template>",
    "<p style='position:fixed'>x</p>", "<p style='color:red;background:url(x)'>x</p>", "<p style='width:expression(x)'>x</p>",
    "<p style='color:r\\65 d'>x</p>", "<p style='color:red !important'>x</p>", "<meta http-equiv=refresh content=0>", "<object></object>",
    "<a href='https://x.example' target=_blank>x</a>", "<video></video>", "<base href=x>", "<link rel=stylesheet>",
  };
  g_autofree char *good = render ("<p>MARK</p>");

  assert_safe (good, FALSE, "MARK");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GString) document = g_string_new (good);
      g_autofree char *fault = NULL;

      g_assert_cmpuint (g_string_replace (document, "MARK", bad[i], 0), ==, 1);
      fault = render_check (document->str, FALSE);
      if (fault == NULL)
        g_error ("nothing was said of %s", bad[i]);
    }
}

/* Trees that grow deep, wide or slow: each in well under a second. */
static void
test_bounds (void)
{
  static const char * const pieces[] = {
    "<div>", "<b><i><u>", "<table><tr><td>", "<ul><li>", "<a href='https://x.example'>", "<blockquote type=cite>", "<font><p>",
    "<style>", "<style>a{", "<!--", "<svg>", "<select><option>", "</p>", "<p>&lt;", "<details>", "<form>", "<x y='",
    "<style>/*", "<style>a{color:red}</style>", "<p style='color:red;color:red;'>", "<div id=divRplyFwdMsg>", "\xff\xfe", "&#0;",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr(GString) html = g_string_new (NULL);
      g_autofree char *document = NULL;
      double seconds;

      while (html->len < 100 * 1024)
        g_string_append (html, pieces[i]);
      g_test_timer_start ();
      document = render (html->str);
      seconds = g_test_timer_elapsed ();
      g_test_message ("%s %.3f s, %zu bytes", pieces[i], seconds, strlen (document));
      /* Time itself depends on the machine and the sanitizers; what is quadratic takes minutes. */
      g_assert_cmpfloat (seconds, <, 20);
    }
}

static void
test_deep_output_is_flat (void)
{
  g_autoptr(GString) html = g_string_new (NULL);
  g_autofree char *document = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (html, "<div>");
  g_string_append (html, "bottom");
  document = render (html->str);
  assert_has (document, "bottom");
  g_assert_cmpuint (count (document, "<div"), <, 260);
  g_assert_cmpuint (count (document, "<div"), ==, count (document, "</div>"));
}

int
main (int    argc,
      char **argv)
{
  relais_test_init (&argc, &argv);

  g_test_add_func ("/mail/render/corpus", test_corpus);
  g_test_add_func ("/mail/render/corpus-combined", test_corpus_combined);
  g_test_add_func ("/mail/render/check-finds", test_check_finds);
  g_test_add_func ("/mail/render/kept", test_kept);
  g_test_add_func ("/mail/render/sheet", test_sheet);
  g_test_add_func ("/mail/render/declarations", test_declarations);
  g_test_add_func ("/mail/render/remote", test_remote);
  g_test_add_func ("/mail/render/forms", test_forms);
  g_test_add_func ("/mail/render/quotes-html", test_quotes_html);
  g_test_add_func ("/mail/render/rest-takes-siblings", test_rest_takes_siblings);
  g_test_add_func ("/mail/render/text", test_text);
  g_test_add_func ("/mail/render/links-show-their-target", test_links_show_their_target);
  g_test_add_func ("/mail/render/bounds", test_bounds);
  g_test_add_func ("/mail/render/deep-output-is-flat", test_deep_output_is_flat);

  return g_test_run ();
}
