// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/markdown.h"
#include "readback.h"
#include "twinproject.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::test;
namespace {

const QList<std::pair<const char *, QString>> &hostileNames()
{
    static const QList<std::pair<const char *, QString>> names{
        {"script", u"<script>alert(1)</script>"_s},
        {"end of script and style", u"</script></style><!--<script>//"_s},
        {"template", u"{{ 7*7 }} {% raw %} {# x #} {{"_s},
        {"end of a section", u"]]> <![CDATA[ ]]]]><![CDATA[> -->"_s},
        {"bars", u"a|b || \\| c"_s},
        {"backticks", u"`a` ``b` ``` ~~~ ~~c~~"_s},
        {"right to left", u"\u202Egpj.exe\u202C שלום עולם \u2066مرحبا"_s},
        {"emoji", u"👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 🇩🇪"_s},
        {"attribute", u"\"><img src=x onerror=alert(1)> '><svg/onload=x>"_s},
        {"link", u"[x](javascript:alert(1)) ![y](//x.example/y.png) <https://x.example> [z]: a"_s},
        {"references", u"&lt;b&gt; &amp;amp; &nbsp; &#60; &#x3c; AT&T &"_s},
        {"line break", u"a\nb\r\n# c\n\n- d\u2028e"_s},
        {"control characters", u"a\x01"
                               "b\x02"
                               "c\x03"
                               "d\x1b[31m\x7f\u0085\uFFFE"_s},
        {"marks", u"**b** __c__ *d* _e_ ***f*** # g #"_s},
        {"backslashes", u"\\ \\\\ \\* \\` a\\"_s},
        {"list", u"- [x] 1. + > --- | === : ~"_s},
        {"long", u"x<y & z|"_s.repeated(500)}};
    return names;
}

/// What a reader gets of a name: one line without what nobody sees.
QString shown(const QString &name)
{
    return documents::legalText(name).simplified();
}

QString bracketed(const QString &name)
{
    return u"⟦"_s + name + u"⟧"_s;
}

/// Gives names to all that has one. Every other one stands in brackets, so that each of its places in a text
/// can be found and compared; the others show what a name does that stands alone.
void nameAll(Draft &draft, const QString &name)
{
    int count = 0;
    const auto next = [&] { return ++count % 2 == 0 ? name : bracketed(name); };
    for (const Element &element : draft.model().elements()) {
        const auto named = draft.setProperty(element.id, element.lifetime.since, u"name"_s, next());
        QVERIFY2(named, named ? "" : qPrintable(named.error().text()));
    }
    for (Record record : draft.model().records()) {
        for (const QString &property : {u"title"_s, u"name"_s}) {
            if (record.properties.contains(property))
                record.properties.insert(property, next());
        }
        QVERIFY(draft.update(record));
    }
    for (Plateau plateau : draft.model().plateausInOrder()) {
        plateau.name = next();
        QVERIFY(draft.update(plateau));
    }
}

/// Texts that people write as Markdown.
void writeAll(Draft &draft, const QString &text)
{
    for (const Element &element : draft.model().elements())
        QVERIFY(draft.setProperty(element.id, element.lifetime.since, u"description"_s, text));
    for (Record record : draft.model().records()) {
        for (const QString &property :
             {u"context"_s, u"outcome"_s, u"reason"_s, u"evidence"_s, u"confirmation"_s, u"mitigation"_s,
              u"compensating_control"_s, u"chosen"_s, u"more"_s})
            if (record.properties.contains(property))
                record.properties.insert(property, text);
        QJsonArray options = record.properties.value(u"options"_s).toArray();
        for (auto &&option : options) {
            QJsonObject changed = option.toObject();
            changed.insert(u"title"_s, text);
            changed.insert(u"description"_s, text);
            changed.insert(u"pros"_s, QJsonArray{text});
            option = changed;
        }
        if (!options.isEmpty())
            record.properties.insert(u"options"_s, options);
        QVERIFY(draft.update(record));
    }
}

/// All files of all forms.
QMap<QString, QByteArray> generated(const std::function<void(Draft &)> &change, const QStringList &kinds = {})
{
    TwinProject project(dataFolder() + u"/small/model"_s);
    project.edit(change);
    QTemporaryDir out;
    auto request = requestFor(project, out.path());
    request.kinds = kinds;
    request.formats = {documents::Format::Markdown, documents::Format::Html, documents::Format::Confluence};
    const auto report = project.generate(request);
    if (!report) {
        qWarning("%s", qPrintable(report.error().text()));
        return {};
    }
    return filesIn(out.path());
}

ReadBack read(const QString &path, const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    if (path.endsWith(u".md"))
        return readBack(u"<body>"_s + documents::markdownToHtml(text) + u"</body>"_s);
    if (path.endsWith(u".storage.xml"))
        return readStorage(text);
    return readBack(text);
}

/// Decision files are named after what they decide.
QString slot(const QString &path)
{
    static const QRegularExpression number(u"(decisions/(?:[0-9]{4}|draft)-)[^/.]*"_s);
    return QString(path).replace(number, u"\\1"_s);
}

bool isFormOfText(const QString &path)
{
    return path.endsWith(u".md") || path.endsWith(u".html") || path.endsWith(u".xml");
}

/// None of what a browser or Confluence would run, load or show as something else.
QString harm(const ReadBack &back)
{
    for (const QString &tag : back.tags) {
        if (QStringList{u"iframe"_s, u"object"_s, u"embed"_s, u"form"_s, u"svg"_s, u"link"_s, u"base"_s}
                .contains(tag))
            return u"element "_s + tag;
    }
    for (const QString &attribute : back.attributes) {
        if (attribute.startsWith(u"on"))
            return u"attribute "_s + attribute;
    }
    for (const QString &target : back.targets) {
        if (!documents::isSafeTarget(target) && !target.startsWith(u"data:image/svg+xml;base64,"))
            return u"target "_s + target;
    }
    return {};
}

} // namespace

/// Hostile names and texts in every form that documents have.
class TestOutputs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto files = generated([](Draft &draft) { nameAll(draft, u"Plain name"_s); });
        QVERIFY(files.contains(u"site.html"_s));
        for (auto it = files.cbegin(); it != files.cend(); ++it) {
            if (isFormOfText(it.key()))
                m_plain.insert(slot(it.key()), read(it.key(), it.value()).counts);
        }
        QVERIFY(m_plain.size() > 40);
    }

    void names_data() { data(); }
    /// Whatever a thing is called: readers get that name, wherever it stands, and no element or attribute
    /// more than with a plain one.
    void names()
    {
        QFETCH(QString, name);
        const auto files = generated([&](Draft &draft) { nameAll(draft, name); });
        static const QRegularExpression place(u"⟦([^⟦⟧]*)⟧"_s);
        QMap<QString, int> places; // by suffix
        QMap<QString, int> alone;
        for (auto it = files.cbegin(); it != files.cend(); ++it) {
            if (it.key().endsWith(u".png"))
                continue;
            const ReadBack back = read(it.key(), it.value());
            QVERIFY2(back.error.isEmpty(), qPrintable(it.key() + u": "_s + back.error));
            if (!isFormOfText(it.key()))
                continue;
            const QString form = it.key() == u"site.html" ? u"site"_s : it.key().section(u'.', 1);
            QVERIFY2(m_plain.contains(slot(it.key())), qPrintable(it.key()));
            QCOMPARE(QString(it.key() + u'\n' + back.counts),
                     QString(it.key() + u'\n' + m_plain.value(slot(it.key()))));
            QVERIFY2(harm(back).isEmpty(), qPrintable(it.key() + u": "_s + harm(back)));
            QStringList all{back.text};
            for (const QStringList &values : back.values)
                all += values;
            for (const QString &text : std::as_const(all)) {
                for (auto match = place.globalMatch(text); match.hasNext();) {
                    QCOMPARE(match.next().captured(1), shown(name));
                    ++places[form];
                }
            }
            alone[form] += int(back.texts.count(shown(name)));
        }
        for (const QString &form : {u"md"_s, u"html"_s, u"storage.xml"_s, u"site"_s}) {
            QVERIFY2(places.value(form) > 20, qPrintable(u"%1: %2"_s.arg(form).arg(places.value(form))));
            QVERIFY2(alone.value(form) > 5, qPrintable(u"%1: %2"_s.arg(form).arg(alone.value(form))));
        }
    }

    void texts_data() { data(); }
    /// What people write is Markdown: it may make what Markdown makes, and nothing that runs or loads.
    void texts()
    {
        QFETCH(QString, name);
        const auto files =
            generated([&](Draft &draft) { writeAll(draft, name); },
                      {u"adr"_s, u"nfr-checklist"_s, u"risk-register"_s, u"waiver-register"_s, u"runbook"_s});
        QVERIFY(files.size() > 20);
        for (auto it = files.cbegin(); it != files.cend(); ++it) {
            if (it.key().endsWith(u".png"))
                continue;
            const ReadBack back = read(it.key(), it.value());
            QVERIFY2(back.error.isEmpty(), qPrintable(it.key() + u": "_s + back.error));
            if (isFormOfText(it.key()))
                QVERIFY2(harm(back).isEmpty(), qPrintable(it.key() + u": "_s + harm(back)));
            QCOMPARE(back.elements.value(u"script"_s), it.key() == u"site.html" ? 1 : 0);
            QCOMPARE(back.elements.value(u"style"_s), it.key().endsWith(u".html") ? 1 : 0);
        }
    }

    /// The file with everything in it: runs its own script and nothing else, needs nothing, and every link in
    /// it leads somewhere.
    void site()
    {
        const auto files = generated([](Draft &) {});
        const QString html = QString::fromUtf8(files.value(u"site.html"_s));
        static const QRegularExpression script(u"<script>(.*?)</script>"_s,
                                               QRegularExpression::DotMatchesEverythingOption);
        const QByteArray code = script.match(html).captured(1).toUtf8();
        QVERIFY(code.size() > 1000);
        const QString policy = readBack(html).values.value(u"meta content"_s).first();
        const QByteArray hash = QCryptographicHash::hash(code, QCryptographicHash::Sha256).toBase64();
        QCOMPARE(
            policy,
            QString(u"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-"_s +
                    QString::fromLatin1(hash) + u"'; base-uri 'none'; form-action 'none'"_s));
        QCOMPARE(html.count(u"<script"_s), 1);

        const ReadBack back = readBack(html);
        QCOMPARE(back.error, QString());
        const QStringList ids = back.values.value(u"article id"_s);
        QStringList all;
        for (auto it = back.values.cbegin(); it != back.values.cend(); ++it) {
            if (it.key().endsWith(u" id"))
                all += it.value();
        }
        const QSet<QString> places(all.begin(), all.end());
        QCOMPARE(places.size(), all.size()); // none twice
        for (const QString &target : back.targets) {
            if (target.startsWith(u'#'))
                QVERIFY2(places.contains(target.sliced(1)), qPrintable(target));
            else
                QVERIFY2(target.startsWith(u"http") || target.startsWith(u"data:image/"), qPrintable(target));
        }
        TwinProject project(dataFolder() + u"/small/model"_s);
        QStringList expected{u"index"_s};
        for (const auto &document : documents::listDocuments(project.model(), project.plateau(u"target"_s)))
            expected.append(document.path);
        QCOMPARE(ids, expected);
        for (const QString &path : expected)
            QVERIFY2(back.targets.contains(u'#' + path), qPrintable(path)); // the navigation has all
        // No picture is in it twice.
        const QStringList pictures = back.values.value(u"img src"_s);
        QCOMPARE(QSet<QString>(pictures.begin(), pictures.end()).size(), pictures.size());
        QVERIFY(pictures.size() >= 3);
    }

    void siteOnlyOfAll()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        QTemporaryDir out;
        auto request = requestFor(project, out.path());
        request.scope = u"cart"_s;
        QVERIFY(project.generate(request));
        QVERIFY(!filesIn(out.path()).contains(u"site.html"_s));
        request.scope.clear();
        request.kinds = {u"adr"_s};
        request.formats = {documents::Format::Markdown};
        QVERIFY(project.generate(request));
        QVERIFY(!filesIn(out.path()).contains(u"site.html"_s));
        request.formats = {documents::Format::Html};
        QVERIFY(project.generate(request));
        QVERIFY(
            filesIn(out.path()).value(u"site.html"_s).contains("<article id=\"decisions/0001-use-jenkins\""));
    }

private:
    static void data()
    {
        QTest::addColumn<QString>("name");
        for (const auto &[row, name] : hostileNames())
            QTest::newRow(row) << name;
    }

    QMap<QString, QString> m_plain; ///< elements and attributes with plain names, by file
};

QTEST_MAIN(TestOutputs)
#include "tst_outputs.moc"
