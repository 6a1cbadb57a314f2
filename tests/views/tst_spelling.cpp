// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/decisions/decisioneditor.h"
#include "views/decisions/decisionpage.h"
#include "views/decisions/decisiontext.h"
#include "views/editor/markdownedit.h"
#include "views/editor/spelling.h"
#include "views/editor/spellmarks.h"
#include "views/editor/spellwords.h"
#include "views/inspector/propertyrow.h"
#include "views/window/settings.h"
#include "views/window/settingsdialog.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QMenu>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolTip>

namespace {

/// Says of given words that they are wrong, and counts what it is asked.
class Counting : public Dictionaries
{
public:
    struct State
    {
        QStringList wrong;
        int asked = 0;
        int suggested = 0;
    };
    explicit Counting(std::shared_ptr<State> state)
        : m_state(std::move(state))
    {
    }
    [[nodiscard]] QList<Entry> all() const override { return {{u"en_US"_s, u"English"_s}}; }
    [[nodiscard]] std::unique_ptr<Dictionary> open(const QString &) const override
    {
        return std::make_unique<One>(m_state);
    }

private:
    class One : public Dictionary
    {
    public:
        explicit One(std::shared_ptr<State> state)
            : m_state(std::move(state))
        {
        }
        [[nodiscard]] bool isCorrect(const QString &word) const override
        {
            ++m_state->asked;
            return !m_state->wrong.contains(word);
        }
        [[nodiscard]] QStringList suggestions(const QString &) const override
        {
            ++m_state->suggested;
            return {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s, u"g"_s, u"h"_s};
        }

    private:
        std::shared_ptr<State> m_state;
    };
    std::shared_ptr<State> m_state;
};

class NoDictionaries : public Dictionaries
{
public:
    [[nodiscard]] QList<Entry> all() const override { return {}; }
    [[nodiscard]] std::unique_ptr<Dictionary> open(const QString &) const override { return nullptr; }
};

QStringList textsOf(const QList<SpellWord> &words)
{
    QStringList texts;
    for (const auto &word : words)
        texts.append(word.text);
    return texts;
}

/// Of a text of several lines.
QStringList spelt(const QString &text)
{
    QStringList words;
    SpellContext context;
    for (const QString &line : text.split(u'\n')) {
        words += textsOf(spellWords(line, context));
        context = contextAfter(line, context);
    }
    return words;
}

} // namespace

/// Spelling in the window: with keys and the mouse, with the real English dictionary.
class tst_Spelling : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        prepare();
        // Dictionaries have files of their own in the home of who writes.
        qputenv("HOME", m_folder.path().toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
        qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit());
    }
    void init()
    {
        openWindow();
        m_window->spelling().readSettings();
        open();
    }
    void cleanup() { closeWindow(); }

    void onlyProseIsSpelt_data();
    void onlyProseIsSpelt();
    void hostileLinesEnd();
    void whatIsWrongIsUnderlined();
    void aWordIsNotMarkedWhileItIsWritten();
    void marksAreNoEdit();
    void namesOfTheProjectAreRight();
    void aSuggestionIsOneUndoStep();
    void keysGoFromWordToWord();
    void anAddedWordStaysAndCanBeTakenOut();
    void anIgnoredWordIsIgnoredUntilTheProjectCloses();
    void aLongTextIsAskedAboutInParts();
    void theLastLineIsFound();
    void withoutDictionariesNothingHappens();
    void aDictionaryThatIsGoneIsNamed();
    void theSettingHoldsAtOnce();
    void whatCannotBeEditedIsNotMarked();
    void theInspectorMarksAsWell();
    void theLookChanges();

private:
    DecisionPage *page() const { return qobject_cast<DecisionPage *>(workspace().centre()->currentPage()); }
    MarkdownEdit *edit() const { return page()->editor()->text()->edit(); }
    const Record &decision() const { return *model().record(u"decision"_s, u"adopt-actions"_s); }

    void open()
    {
        Q_EMIT session().pageRequested(decision().id);
        settle();
        page()->page()->setFocus();
        QTest::keyClick(page()->page(), Qt::Key_E, Qt::ControlModifier);
        settle();
        QVERIFY(page()->editor());
    }
    void goBehind(const QString &piece)
    {
        const auto at = edit()->toPlainText().indexOf(piece);
        QVERIFY2(at >= 0, qPrintable(edit()->toPlainText()));
        auto cursor = edit()->textCursor();
        cursor.setPosition(int(at + piece.size()));
        edit()->setTextCursor(cursor);
        edit()->setFocus();
    }
    void type(const QString &keys)
    {
        for (const QChar key : keys) {
            if (key == u'\n')
                QTest::keyClick(edit(), Qt::Key_Return);
            else
                QTest::keyClicks(edit(), QString(key));
        }
    }
    static QStringList marked(const MarkdownEdit *in)
    {
        QTest::qWait(0);
        if (!QTest::qWaitFor([in] { return in->spelling()->isDone(); }, 60000))
            return {u"still at it"_s};
        QStringList words;
        for (const auto &mark : in->spelling()->marks())
            words.append(mark.word);
        return words;
    }
    [[nodiscard]] QStringList marked() const { return marked(edit()); }
    /// Where the middle of a piece of the text is seen.
    [[nodiscard]] QPoint placeOf(const QString &piece) const
    {
        QTextCursor cursor(edit()->document());
        cursor.setPosition(int(edit()->toPlainText().indexOf(piece) + piece.size() / 2));
        return edit()->cursorRect(cursor).center();
    }
    /// The menu that the right button opens on a piece of the text.
    [[nodiscard]] QMenu *menuOn(const QString &piece) const
    {
        const QPoint place = placeOf(piece);
        auto *viewport = edit()->viewport();
        QTest::mousePress(viewport, Qt::RightButton, {}, place);
        QTest::mouseRelease(viewport, Qt::RightButton, {}, place);
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, viewport->mapToGlobal(place));
        QApplication::sendEvent(viewport, &event); // as the platform does
        return qobject_cast<QMenu *>(QApplication::activePopupWidget());
    }
    static QAction *entry(const QMenu *menu, const QString &text)
    {
        const auto actions = menu ? menu->actions() : QList<QAction *>();
        const auto it = std::ranges::find(actions, text, &QAction::text);
        return it == actions.end() ? nullptr : *it;
    }
    static void choose(QMenu *menu, QAction *action)
    {
        QVERIFY(menu);
        QVERIFY(action);
        menu->setActiveAction(action);
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_VERIFY(!QApplication::activePopupWidget());
    }
    void type(const QString &after, const QString &words)
    {
        goBehind(after);
        type(words);
    }
    std::shared_ptr<Counting::State> count(const QStringList &wrong)
    {
        auto state = std::make_shared<Counting::State>();
        state->wrong = wrong;
        m_window->spelling().setDictionaries(std::make_unique<Counting>(state));
        return state;
    }
};

void tst_Spelling::onlyProseIsSpelt_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *name, const QString &text, const QString &words) {
        QTest::newRow(name) << text << words.split(u' ', Qt::SkipEmptyParts);
    };
    row("prose", u"We don’t, and “won't”, (really)."_s, u"We don't and won't really"_s);
    row("code span", u"run `kubctl aply` and ``a ` b`` now"_s, u"run and now"_s);
    row("open span", u"run `kubctl now"_s, u"run kubctl now"_s);
    row("fence", u"one\n```sh\nkubctl\n```\ntwo\n~~~\nkubctl\n```\n~~~~\nsix"_s, u"one two six"_s);
    row("fence in a list", u"- one\n  ```\n  kubctl\n  ```\n- two"_s, u"one two"_s);
    row("indented code", u"one\n\n    kubctl\n\n    aply\n\ntwo"_s, u"one two"_s);
    row("indented in a list", u"- one\n\n    more of it\n"_s, u"one more of it"_s);
    row("indented lines of a paragraph", u"one\n    goes on"_s, u"one goes on"_s);
    row("link", u"see [the page](https://exmple.org/a_(b) \"tooltp\") here"_s, u"see the page here"_s);
    row("unfinished link", u"see [the page](htps here"_s, u"see the page here"_s);
    row("reference link", u"see [the page][pge]\n[pge]: ./pge.md"_s, u"see the page"_s);
    row("picture", u"![A graph](attachment:grph-1)"_s, u"graph"_s);
    row("addresses", u"at https://exmple.org/pth, www.exmple.org, ana@exmple.org or <https://exmple.org>"_s,
        u"at or"_s);
    row("paths and options", u"in /etc/foo.d ~/kube ./dev a/b/c values.yaml --dry-run -Werror c:\\temp"_s,
        u"in"_s);
    row("one slash", u"read/write and/or"_s, u"read write and or"_s);
    row("references", u"ask @chekout, not \\@somebdy"_s, u"ask not"_s);
    row("front matter", u"---\nstats: draft of it\ndeciders:\n  - Ana\n---\ntext"_s,
        u"draft of it Ana text"_s);
    row("no front matter", u"text\n---\nnote: more"_s, u"text note more"_s);
    row("HTML", u"a <span clas=\"x\">word</span> &nbsp; end, 1 < two > one"_s, u"word end two one"_s);
    row("comment", u"one <!-- twoo\nthre --> four <!-- fiv --> six"_s, u"one four six"_s);
    row("identifiers", u"snake_case camelCase GitHub v2 k8s 3rd Foo::Bar call() $HOME a=b end"_s, u"end"_s);
    row("acronyms", u"SLO SLOs API's CI/CD As Is"_s, u"As Is"_s);
    row("abbreviations", u"e.g. this, i.e. that, etc."_s, u"this that etc"_s);
    row("emphasis", u"**bold** _leaning_ ~~struck~~ __both__"_s, u"bold leaning struck both"_s);
    row("table", u"| one|two |\n| --- | --- |"_s, u"one two"_s);
    row("other scripts", u"Größe naïve \u4f60\u597d\u4e16\u754c"_s, u"Größe naïve"_s);
    row("no words", u"😀 … 12:30 a I – 'x'"_s, {});
}

void tst_Spelling::onlyProseIsSpelt()
{
    QFETCH(QString, text);
    QFETCH(QStringList, words);
    QCOMPARE(spelt(text), words);
    // Where they say they are: seen through the punctuation that was made plain.
    for (const auto &word : spellWords(text.section(u'\n', 0, 0), {}))
        QCOMPARE(text.mid(word.start, word.length).replace(QChar(0x2019), u'\''), word.text);
}

void tst_Spelling::hostileLinesEnd()
{
    const qsizetype size = longestSpeltLine;
    for (const QString &piece :
         {u"`"_s, u"``` `"_s, u"]("_s, u"]( "_s, u"<a"_s, u"<!--"_s, u"@a"_s, u"&#1"_s, u"a."_s, u"/"_s,
          u"_"_s, u"'"_s, u"a'"_s, QString(QChar(0xd800)), QString(QChar(0)), u"> "_s}) {
        const QString line = piece.repeated(size / piece.size());
        const auto words = spellWords(line, {});
        for (const auto &word : words)
            QVERIFY(word.start >= 0 && word.start + word.length <= line.size());
        const auto after = contextAfter(line, {});
        QVERIFY(!after.isStart);
    }
    QVERIFY(spellWords(u"word "_s.repeated(size), {}).isEmpty()); // nobody reads that
}

void tst_Spelling::whatIsWrongIsUnderlined()
{
    type(u"is slow."_s, u" We recieve `recieve` and @recieve much. "_s);
    QCOMPARE(marked(), QStringList{u"recieve"_s});
    const auto selection = edit()->extraSelections().constFirst();
    QVERIFY(selection.format.underlineStyle() == QTextCharFormat::WaveUnderline);
    QCOMPARE(edit()->toPlainText().left(selection.cursor.selectionStart()).right(3), u"We "_s);
    // The colours of the language are there all the same.
    const auto formats = edit()->document()->findBlock(selection.cursor.position()).layout()->formats();
    QVERIFY(!formats.isEmpty());
    QVERIFY(edit()->tipAt(placeOf(u"recieve"_s)).contains(u"“recieve” is not in the dictionary"_s));
    // A mark goes with its word, and goes away with what was wrong.
    goBehind(u"We"_s);
    type(u" all"_s);
    QCOMPARE(marked(), QStringList{u"recieve"_s});
    goBehind(u"all recieve"_s);
    for (int i = 0; i < 7; ++i)
        QTest::keyClick(edit(), Qt::Key_Backspace);
    type(u"receive"_s);
    QCOMPARE(marked(), QStringList());
}

void tst_Spelling::aWordIsNotMarkedWhileItIsWritten()
{
    type(u"is slow."_s, u" We recie"_s);
    QCOMPARE(marked(), QStringList());
    QTest::keyClick(edit(), Qt::Key_Home);
    QCOMPARE(marked(), QStringList{u"recie"_s});
}

void tst_Spelling::marksAreNoEdit()
{
    const QString before = edit()->toPlainText();
    const qsizetype edits = historySize();
    type(u"is slow."_s, u" Recieve "_s);
    QCOMPARE(marked(), QStringList{u"Recieve"_s});
    const auto revision = edit()->document()->revision();
    m_window->spelling().ignore(u"Recieve"_s);
    QCOMPARE(marked(), QStringList());
    QCOMPARE(edit()->document()->revision(), revision);
    while (edit()->document()->isUndoAvailable())
        QTest::keyClick(edit(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(edit()->toPlainText(), before);
    QVERIFY(page()->editor()->text()->store());
    QVERIFY(historySize() <= edits + 2); // what the pauses stored, and it taken back
}

void tst_Spelling::namesOfTheProjectAreRight()
{
    type(u"is slow."_s, u" Jenkins' and Buildkite's Kubrix. "_s);
    QCOMPARE(marked(), QStringList{u"Kubrix"_s});
    Draft draft(model());
    QVERIFY(
        draft.addElement(u"technology"_s, u"k"_s, model().rootPlateau(), {{u"name"_s, u"Kubrix Flow"_s}}));
    QVERIFY(session().commit(draft, u"Add"_s));
    settle();
    QCOMPARE(marked(), QStringList());
}

void tst_Spelling::aSuggestionIsOneUndoStep()
{
    type(u"is slow."_s, u" We recieve it. "_s);
    QCOMPARE(marked(), QStringList{u"recieve"_s});
    auto *menu = menuOn(u"recieve"_s);
    QVERIFY(menu);
    qsizetype suggestions = 0;
    for (auto *action : menu->actions()) {
        if (action->isSeparator())
            break;
        ++suggestions;
    }
    QVERIFY(suggestions >= 1 && suggestions <= 6);
    QVERIFY(entry(menu, u"Add “recieve” to your dictionary"_s));
    choose(menu, entry(menu, u"receive"_s));
    QVERIFY(edit()->toPlainText().contains(u"is slow. We receive it."_s));
    QCOMPARE(marked(), QStringList());
    QTest::keyClick(edit(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY2(edit()->toPlainText().contains(u"is slow. We recieve it."_s), qPrintable(edit()->toPlainText()));
    QCOMPARE(marked(), QStringList{u"recieve"_s});
    // A right word has the usual menu.
    menu = menuOn(u"slow"_s);
    QVERIFY(menu);
    QVERIFY(!entry(menu, u"Add “slow” to your dictionary"_s));
    QTest::keyClick(menu, Qt::Key_Escape);
}

void tst_Spelling::keysGoFromWordToWord()
{
    type(u"is slow."_s, u" We recieve an adress. "_s);
    QCOMPARE(marked(), (QStringList{u"recieve"_s, u"adress"_s}));
    goBehind(u"# Adopt"_s);
    QTest::keyClick(edit(), Qt::Key_F7, Qt::ShiftModifier);
    QTRY_VERIFY(QApplication::activePopupWidget());
    QCOMPARE(edit()->textCursor().selectedText(), u"recieve"_s);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
    QTest::keyClick(edit(), Qt::Key_F7, Qt::ShiftModifier);
    QTRY_VERIFY(QApplication::activePopupWidget());
    QCOMPARE(edit()->textCursor().selectedText(), u"adress"_s);
    const QString first = QApplication::activePopupWidget()->actions().constFirst()->text();
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return); // the first one
    QVERIFY2(edit()->toPlainText().contains(u"We recieve an %1."_s.arg(first)),
             qPrintable(edit()->toPlainText()));
    // After the last one the first.
    QTest::keyClick(edit(), Qt::Key_F7, Qt::ShiftModifier);
    QTRY_VERIFY(QApplication::activePopupWidget());
    QCOMPARE(edit()->textCursor().selectedText(), u"recieve"_s);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
    settle(); // the focus comes back, and would take the tip away
    QTest::keyClick(edit(), Qt::Key_F7, Qt::ShiftModifier);
    QTRY_VERIFY(edit()->spelling()->isDone());
    QVERIFY(!QApplication::activePopupWidget());
    QCOMPARE(QToolTip::text(), u"No word is misspelled."_s);
}

void tst_Spelling::anAddedWordStaysAndCanBeTakenOut()
{
    type(u"is slow."_s, u" The kubrix, Kubrix and kubrix's. "_s);
    QCOMPARE(marked().size(), 3);
    auto *menu = menuOn(u"kubrix,"_s);
    choose(menu, entry(menu, u"Add “kubrix” to your dictionary"_s));
    QCOMPARE(marked(), QStringList());
    QCOMPARE(Settings::ownWords(), QStringList{u"kubrix"_s});
    reopen();
    open();
    QVERIFY(edit()->toPlainText().contains(u"The kubrix"_s));
    QCOMPARE(marked(), QStringList());
    menu = menuOn(u"kubrix,"_s);
    choose(menu, entry(menu, u"Take “kubrix” out of your dictionary"_s));
    QCOMPARE(marked().size(), 3);
    QVERIFY(Settings::ownWords().isEmpty());
    // Nothing was written beside our own settings.
    QVERIFY(QDir(m_folder.path())
                .entryList({u".hunspell*"_s, u".aspell*"_s}, QDir::Files | QDir::Hidden)
                .isEmpty());
}

void tst_Spelling::anIgnoredWordIsIgnoredUntilTheProjectCloses()
{
    type(u"is slow."_s, u" The kubrix. "_s);
    QCOMPARE(marked(), QStringList{u"kubrix"_s});
    auto *menu = menuOn(u"kubrix"_s);
    choose(menu, entry(menu, u"Ignore “kubrix” until the project is closed"_s));
    QCOMPARE(marked(), QStringList());
    QVERIFY(Settings::ownWords().isEmpty());
    QVERIFY(page()->editor()->text()->store());
    QVERIFY(m_window->openProject(m_path));
    settle();
    open();
    QCOMPARE(marked(), QStringList{u"kubrix"_s});
}

void tst_Spelling::aLongTextIsAskedAboutInParts()
{
    const auto state = count({u"wrongword"_s});
    constexpr int lines = 5000;
    QStringList text{u"# Adopt GitHub Actions"_s, {}, u"## Context and Problem Statement"_s, {}};
    const auto number = [](int value) { // words have no digits
        QString word = u"w"_s;
        for (int rest = value + 1; rest > 0; rest /= 26)
            word += QChar(u'a' + rest % 26);
        return word;
    };
    for (int i = 0; i < lines; ++i)
        text.append(u"%1 and %1x and %1y"_s.arg(number(i)));
    edit()->setPlainText(text.join(u'\n'));
    QCOMPARE(marked(), QStringList());
    const int seen = edit()->viewport()->height() / edit()->fontMetrics().lineSpacing() + 2;
    QVERIFY2(state->asked > 0 && state->asked <= seen * 4, qPrintable(QString::number(state->asked)));
    // One word more is one question, however long the text is; a word that was seen is none.
    state->asked = 0;
    goBehind(text.at(6));
    type(u" wrongword and "_s);
    QCOMPARE(marked(), QStringList{u"wrongword"_s});
    QVERIFY2(state->asked <= 2, qPrintable(QString::number(state->asked)));
    state->asked = 0;
    type(u"wrongword "_s);
    QCOMPARE(marked().size(), 2);
    QCOMPARE(state->asked, 0);
    // A page further, those of that page.
    QTest::keyClick(edit(), Qt::Key_PageDown);
    QCOMPARE(marked(), QStringList());
    QVERIFY2(state->asked > 0 && state->asked <= seen * 4, qPrintable(QString::number(state->asked)));
    QCOMPARE(state->suggested, 0);
}

void tst_Spelling::theLastLineIsFound()
{
    const auto state = count({u"wrongword"_s});
    QStringList text{u"# Adopt GitHub Actions"_s, {}, u"## Context and Problem Statement"_s, {}};
    for (int i = 0; i < 3000; ++i)
        text.append(i % 7 == 0 ? u"```"_s : u"some words that are right"_s);
    text.append({u"```"_s, u"~~~"_s, u"wrongword"_s, u"~~~"_s, u"a wrongword at last"_s});
    edit()->setPlainText(text.join(u'\n'));
    edit()->setFocus();
    QTest::keyClick(edit(), Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClick(edit(), Qt::Key_F7, Qt::ShiftModifier);
    QTRY_VERIFY(QApplication::activePopupWidget());
    QCOMPARE(edit()->textCursor().block().text(), u"a wrongword at last"_s);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(entry(menu, u"f"_s));
    QVERIFY(!entry(menu, u"g"_s)); // six are enough
    QTest::keyClick(menu, Qt::Key_Escape);
    QVERIFY(state->asked < 40);
}

void tst_Spelling::withoutDictionariesNothingHappens()
{
    m_window->spelling().setDictionaries(std::make_unique<NoDictionaries>());
    type(u"is slow."_s, u" We recieve it. "_s);
    QCOMPARE(marked(), QStringList());
    auto *menu = menuOn(u"recieve"_s);
    QVERIFY(menu);
    QVERIFY(!entry(menu, u"Add “recieve” to your dictionary"_s));
    QTest::keyClick(menu, Qt::Key_Escape);
    QTest::keyClick(edit(), Qt::Key_F7, Qt::ShiftModifier);
    QCOMPARE(QToolTip::text(), u"No dictionary is installed, so nothing is checked."_s);
    keys(u"Ctrl+,"_s);
    auto *field = qobject_cast<QComboBox *>(dialogOf<SettingsDialog>()->fieldOf(Setting::Spelling));
    QCOMPARE(field->accessibleDescription(), u"No dictionary is installed, so nothing is checked."_s);
    QCOMPARE(field->currentText(), u"As the system"_s);
    dialogOf<SettingsDialog>()->close();
}

void tst_Spelling::aDictionaryThatIsGoneIsNamed()
{
    Settings::setSpelling(u"xx_YY"_s);
    m_window->spelling().readSettings();
    type(u"is slow."_s, u" We recieve it. "_s);
    QCOMPARE(marked(), QStringList());
    keys(u"Ctrl+,"_s);
    auto *field = qobject_cast<QComboBox *>(dialogOf<SettingsDialog>()->fieldOf(Setting::Spelling));
    QCOMPARE(field->currentText(), u"xx_YY"_s);
    QCOMPARE(field->accessibleDescription(),
             u"No dictionary for xx_YY is installed, so nothing is checked."_s);
    dialogOf<SettingsDialog>()->close();
    settle();
    QCOMPARE(Settings::spelling(), u"xx_YY"_s); // it may come back
}

void tst_Spelling::theSettingHoldsAtOnce()
{
    type(u"is slow."_s, u" We recieve it. "_s);
    QCOMPARE(marked(), QStringList{u"recieve"_s});
    keys(u"Ctrl+,"_s);
    auto *field = qobject_cast<QComboBox *>(dialogOf<SettingsDialog>()->fieldOf(Setting::Spelling));
    QVERIFY(field->currentText().startsWith(u"As the system: "_s));
    QVERIFY(field->findData(u"en_US"_s) > 0);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_End);
    QCOMPARE(field->currentText(), u"Off"_s);
    QCOMPARE(field->accessibleDescription(), u"Nothing is checked."_s);
    QCOMPARE(marked(), QStringList());
    QTest::keyClick(field, Qt::Key_Home);
    QCOMPARE(marked(), QStringList{u"recieve"_s});
    dialogOf<SettingsDialog>()->close();
    settle();
    QVERIFY(Settings::spelling().isEmpty());
}

void tst_Spelling::whatCannotBeEditedIsNotMarked()
{
    type(u"is slow."_s, u" We recieve it. "_s);
    QCOMPARE(marked(), QStringList{u"recieve"_s});
    edit()->setReadOnly(true);
    QCOMPARE(marked(), QStringList());
    edit()->setReadOnly(false);
    QCOMPARE(marked(), QStringList{u"recieve"_s});
}

void tst_Spelling::theInspectorMarksAsWell()
{
    session().select(idOf(u"checkout"_s));
    settle();
    workspace().inspector()->edit(u"description"_s);
    auto *row = workspace().inspector()->page()->row(u"description"_s);
    QVERIFY(row);
    auto *field = row->findChild<MarkdownEdit *>();
    QVERIFY(field);
    QTest::keyClicks(field, u"We recieve it. "_s);
    QCOMPARE(marked(field), QStringList{u"recieve"_s});
    // Its menu takes the focus for a while: that is not the end of the edit.
    goBehind(u"is slow."_s);
}

void tst_Spelling::theLookChanges()
{
    type(u"is slow."_s, u" We recieve it. "_s);
    QCOMPARE(marked().size(), 1);
    for (const auto choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
        m_appearance->setChoice(choice);
        settle();
        QCOMPARE(marked().size(), 1);
        const QColor line = edit()->extraSelections().constFirst().format.underlineColor();
        QVERIFY(diagram::contrast(line, currentTheme().panel) >= 3.0); // WCAG 1.4.11
    }
}

QTEST_MAIN(tst_Spelling)
#include "tst_spelling.moc"
