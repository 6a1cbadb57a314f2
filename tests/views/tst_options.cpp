// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/compare/comparelook.h"
#include "views/plateau/plateaudialogs.h"
#include "views/style/dialog.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRadioButton>

/// Options: branched off, compared, merged, renamed, deleted; and the bar that shows them.
class tst_Options : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void menuOfTheBar();
    void newOptionBranchesOffWhatIsShown();
    void newOptionNeedsANameOfItsOwn();
    void undoneOptionLeadsBackToItsBase();
    void optionsAreComparedSideBySide();
    void optionIsComparedWithItsBase();
    void mergeSaysWhatItWillDo();
    void mergeIsOneEdit();
    void mergeKeepsTheOptionWhereAsked();
    void mergeKeepsWhatTheBaseSaysMeanwhile();
    void plateauIsRenamed();
    void plateauIsDeletedAfterAsking();
    void plateauThatLeadsOnIsNotDeleted();
    void barFitsTheWindow_data();
    void barFitsTheWindow();
    void longNamesAreShortened();

private:
    [[nodiscard]] PlateauBar *bar() const { return workspace().topBar()->plateauBar(); }
    void trigger(Actions::Id id)
    {
        m_window->actions()[id]->trigger();
        settle();
    }
    void type(QWidget *field, const QString &text)
    {
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, text);
    }
    PlateauId makeOption(const QString &name)
    {
        trigger(Actions::NewOption);
        auto *dialog = dialogOf<NewOptionDialog>();
        if (!dialog)
            return {};
        type(dialog->name(), name);
        QTest::keyClick(dialog->name(), Qt::Key_Return);
        settle();
        return session().plateau();
    }
    void setAt(PlateauId at, const QString &key, const QString &property, const QJsonValue &value)
    {
        Draft draft(model());
        QVERIFY(draft.setProperty(idOf(key), at, property, value));
        QVERIFY(session().commit(draft, u"Set %1"_s.arg(property)));
        settle();
    }
    [[nodiscard]] QJsonValue at(const QString &plateauKey, const QString &key, const QString &property) const
    {
        const auto state = stateAt(model(), plateau(plateauKey), idOf(key));
        return state ? state->properties.value(property) : QJsonValue(QJsonValue::Undefined);
    }
    [[nodiscard]] static QStringList textsOf(const QMenu *menu)
    {
        QStringList texts;
        for (const auto *action : menu->actions()) {
            if (!action->isSeparator())
                texts.append(action->text().remove(u'&'));
        }
        return texts;
    }
    [[nodiscard]] static bool hasText(const QWidget *widget, const QString &text)
    {
        return std::ranges::any_of(widget->findChildren<QLabel *>(), [&](const QLabel *label) {
            return label->isVisibleTo(widget) && label->text().contains(text);
        });
    }
};

void tst_Options::menuOfTheBar()
{
    auto *menu = bar()->optionsButton()->menu();
    QCOMPARE(textsOf(menu), QStringList({u"Try Buildkite"_s, u"New option…"_s, u"Compare options…"_s,
                                         u"Merge option…"_s, u"Rename Target…"_s, u"Delete Target…"_s}));
    menu->actions().front()->trigger();
    settle();
    QCOMPARE(session().plateau(), plateau(u"try-buildkite"_s));
    QCOMPARE(bar()->optionsButton()->text(), u"Try Buildkite ▾"_s);
    QVERIFY(bar()->optionsButton()->isChecked());
    Q_EMIT menu->aboutToShow();
    QVERIFY(menu->actions().front()->isChecked());
    showPlateau(u"wave-1"_s);
    QCOMPARE(bar()->optionsButton()->text(), u"Options ▾"_s);
    QVERIFY(m_window->actions().plateauMenu()->actions().contains(m_window->actions()[Actions::MergeOption]));
}

void tst_Options::newOptionBranchesOffWhatIsShown()
{
    showPlateau(u"wave-1"_s);
    const auto size = historySize();
    trigger(Actions::NewOption);
    auto *dialog = dialogOf<NewOptionDialog>();
    QVERIFY(dialog);
    QVERIFY(hasText(dialog, u"Wave 1"_s));
    type(dialog->name(), u"Keep Jenkins & co"_s);
    type(dialog->description(), u"Cheaper, for now."_s);
    dialog->accept();
    settle();
    QCOMPARE(historySize(), size + 1);
    const auto *made = model().plateau(session().plateau());
    QVERIFY(made);
    QCOMPARE(made->name, u"Keep Jenkins & co"_s);
    QCOMPARE(made->description, u"Cheaper, for now."_s);
    QVERIFY(made->kind == PlateauKind::Option);
    QCOMPARE(made->parent, plateau(u"wave-1"_s));
    QCOMPARE(model().plateausInOrder().back().id, made->id);
    QCOMPARE(m_window->messages()->text(), u"New option Keep Jenkins & co of Wave 1."_s);
    // It is what the base is, and what is edited there stays there.
    QVERIFY(PlateauModel(model(), made->id).elements() == PlateauModel(model(), made->parent).elements());
    setAt(made->id, u"checkout"_s, u"tier"_s, 3);
    QCOMPARE(at(u"wave-1"_s, u"checkout"_s, u"tier"_s), QJsonValue(1));
}

void tst_Options::newOptionNeedsANameOfItsOwn()
{
    trigger(Actions::NewOption);
    auto *dialog = dialogOf<NewOptionDialog>();
    const auto size = historySize();
    QTest::keyClick(dialog->name(), Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QVERIFY(hasText(dialog, u"Give it a name"_s));
    type(dialog->name(), u"try buildkite"_s);
    QTest::keyClick(dialog->name(), Qt::Key_Return);
    QVERIFY(hasText(dialog, u"There is a plateau of this name already"_s));
    QCOMPARE(historySize(), size);
    dialog->reject();
    // Keys are found where names differ and their keys do not.
    QVERIFY(makeOption(u"Try Build-kite"_s).isValid());
    QVERIFY(makeOption(u"Try: Buildkite"_s).isValid());
    QVERIFY(findProblems(model()).isEmpty());
}

void tst_Options::undoneOptionLeadsBackToItsBase()
{
    showPlateau(u"wave-1"_s);
    const auto made = makeOption(u"Other"_s);
    QVERIFY(model().plateau(made));
    keys(u"Ctrl+Z"_s);
    QVERIFY(!model().plateau(made));
    QCOMPARE(session().plateau(), plateau(u"wave-1"_s));
    keys(u"Ctrl+Shift+Z"_s);
    QVERIFY(model().plateau(made));
}

void tst_Options::optionsAreComparedSideBySide()
{
    showPlateau(u"wave-1"_s);
    const auto made = makeOption(u"Other"_s);
    m_window->actions()[Actions::ShowTable]->trigger();
    trigger(Actions::CompareOptions);
    auto *dialog = dialogOf<CompareOptionsDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->left()->currentText(), u"Try Buildkite"_s);
    QCOMPARE(dialog->right()->currentText(), u"Other"_s); // the one that is shown
    dialog->right()->setCurrentIndex(dialog->left()->currentIndex());
    dialog->accept();
    QVERIFY(hasText(dialog, u"Choose two that are not the same"_s));
    dialog->right()->setCurrentIndex(dialog->right()->findText(u"Other"_s));
    dialog->accept();
    settle();
    QVERIFY(session().isComparing());
    QCOMPARE(session().compareFrom(), plateau(u"try-buildkite"_s));
    QCOMPARE(session().plateau(), made);
    QCOMPARE(page()->pair()->shown().size(), 2);
    QVERIFY(page()->isVisible()); // the table has gone for the picture
}

void tst_Options::optionIsComparedWithItsBase()
{
    trigger(Actions::CompareOptions);
    auto *dialog = dialogOf<CompareOptionsDialog>();
    QCOMPARE(dialog->left()->currentText(), u"Wave 1"_s);
    QCOMPARE(dialog->right()->currentText(), u"Try Buildkite"_s);
    dialog->accept();
    settle();
    QCOMPARE(session().compareFrom(), plateau(u"wave-1"_s));
    QCOMPARE(session().plateau(), plateau(u"try-buildkite"_s));
}

void tst_Options::mergeSaysWhatItWillDo()
{
    const auto option = plateau(u"try-buildkite"_s);
    setAt(option, u"checkout"_s, u"tier"_s, 3);
    Draft draft(model());
    QVERIFY(draft.addElement(u"pipeline"_s, u"buildkite"_s, option, {}));
    QVERIFY(draft.removeElementAt(idOf(u"control-1"_s), option));
    QVERIFY(session().commit(draft, u"Try it"_s));
    settle();
    trigger(Actions::MergeOption);
    auto *dialog = dialogOf<MergeOptionDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->option()->currentText(), u"Try Buildkite"_s);
    QVERIFY(hasText(dialog, u"becomes part of Wave 1"_s));
    for (const auto *text : {"+ 1 added", "− 1 removed", "~ 1 changed"})
        QVERIFY2(dialog->summary()->text().contains(QString::fromUtf8(text)),
                 qPrintable(dialog->summary()->text()));
    QVERIFY(hasText(dialog, u"Target comes after Wave 1 and inherits it"_s));
    const auto size = historySize();
    dialog->reject();
    settle();
    QCOMPARE(historySize(), size);
}

void tst_Options::mergeIsOneEdit()
{
    const auto option = plateau(u"try-buildkite"_s);
    const auto other = [this] {
        showPlateau(u"wave-1"_s);
        return makeOption(u"Other"_s);
    }();
    setAt(option, u"checkout"_s, u"tier"_s, 3);
    setAt(other, u"payment"_s, u"tier"_s, 4);
    session().showPlateau(option);
    settle();
    const Model before = model();
    const auto size = historySize();
    trigger(Actions::MergeOption);
    auto *dialog = dialogOf<MergeOptionDialog>();
    QVERIFY(dialog->removes()->isChecked());
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    settle();
    QCOMPARE(historySize(), size + 1);
    QCOMPARE(lastLabel(), u"Merge Try Buildkite into Wave 1"_s);
    QCOMPARE(m_window->messages()->text(), u"Merge Try Buildkite into Wave 1."_s);
    QCOMPARE(at(u"wave-1"_s, u"checkout"_s, u"tier"_s), QJsonValue(3));
    QCOMPARE(at(u"current"_s, u"checkout"_s, u"tier"_s), QJsonValue(1));
    QCOMPARE(at(u"other"_s, u"payment"_s, u"tier"_s), QJsonValue(4));
    QCOMPARE(at(u"wave-1"_s, u"payment"_s, u"tier"_s), QJsonValue(2));
    QVERIFY(!model().plateau(option));
    QCOMPARE(session().plateau(), plateau(u"wave-1"_s));
    keys(u"Ctrl+Z"_s);
    QVERIFY(model() == before);
    QCOMPARE(historySize(), size + 1);
}

void tst_Options::mergeKeepsTheOptionWhereAsked()
{
    const auto option = plateau(u"try-buildkite"_s);
    setAt(option, u"checkout"_s, u"tier"_s, 3);
    trigger(Actions::MergeOption);
    auto *dialog = dialogOf<MergeOptionDialog>();
    QTest::mouseClick(dialog->keeps(), Qt::LeftButton, {}, QPoint(8, dialog->keeps()->height() / 2));
    QVERIFY(dialog->keeps()->isChecked());
    dialog->accept();
    settle();
    QVERIFY(model().plateau(option));
    QCOMPARE(at(u"wave-1"_s, u"checkout"_s, u"tier"_s), QJsonValue(3));
    QVERIFY(!model().element(u"checkout"_s)->revisions.contains(option));
}

void tst_Options::mergeKeepsWhatTheBaseSaysMeanwhile()
{
    const auto option = plateau(u"try-buildkite"_s);
    setAt(option, u"checkout"_s, u"tier"_s, 3);
    trigger(Actions::MergeOption);
    // While the dialog is open, as by another window.
    setAt(plateau(u"wave-1"_s), u"checkout"_s, u"deployment_strategy"_s, u"blue-green"_s);
    dialogOf<MergeOptionDialog>()->accept();
    settle();
    QCOMPARE(at(u"wave-1"_s, u"checkout"_s, u"deployment_strategy"_s), QJsonValue(u"blue-green"_s));
    QCOMPARE(at(u"wave-1"_s, u"checkout"_s, u"tier"_s), QJsonValue(3));
}

void tst_Options::plateauIsRenamed()
{
    showPlateau(u"wave-1"_s);
    trigger(Actions::RenamePlateau);
    auto *dialog = dialogOf<RenamePlateauDialog>();
    QCOMPARE(dialog->name()->text(), u"Wave 1"_s);
    type(dialog->name(), u"Target"_s);
    dialog->accept();
    QVERIFY(hasText(dialog, u"There is a plateau of this name already"_s));
    type(dialog->name(), u"Pilot"_s);
    type(dialog->description(), u"Two teams."_s);
    dialog->accept();
    settle();
    QCOMPARE(segment(u"wave-1"_s)->text(), u"Pilot"_s); // its key stays
    QVERIFY(segment(u"wave-1"_s)->toolTip().contains(u"Two teams."_s));
    QCOMPARE(lastLabel(), u"Rename the plateau Wave 1 to Pilot"_s);
    keys(u"Ctrl+Z"_s);
    QCOMPARE(segment(u"wave-1"_s)->text(), u"Wave 1"_s);
}

void tst_Options::plateauIsDeletedAfterAsking()
{
    const auto option = plateau(u"try-buildkite"_s);
    setAt(option, u"checkout"_s, u"tier"_s, 3);
    const Model before = model();
    session().showPlateau(option);
    settle();
    trigger(Actions::DeletePlateau);
    auto *dialog = dialogOf<ConfirmDialog>();
    QVERIFY(dialog);
    QVERIFY(hasText(dialog, u"~ 1 changed"_s));
    QTest::keyClick(dialog, Qt::Key_Return); // who presses Enter changes nothing
    settle();
    QVERIFY(model().plateau(option));
    trigger(Actions::DeletePlateau);
    QTest::mouseClick(dialogOf<ConfirmDialog>()->mainButton(), Qt::LeftButton);
    settle();
    QVERIFY(!model().plateau(option));
    QCOMPARE(session().plateau(), plateau(u"wave-1"_s));
    QCOMPARE(m_window->messages()->text(), u"Delete the plateau Try Buildkite."_s);
    keys(u"Ctrl+Z"_s);
    QVERIFY(model() == before);
}

void tst_Options::plateauThatLeadsOnIsNotDeleted()
{
    showPlateau(u"wave-1"_s);
    trigger(Actions::DeletePlateau);
    QVERIFY(!dialogOf<ConfirmDialog>());
    QVERIFY(m_window->messages()->text().contains(u"goes on to"_s));
    showPlateau(u"current"_s);
    QVERIFY(!m_window->actions()[Actions::DeletePlateau]->isEnabled());
}

void tst_Options::barFitsTheWindow_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("820") << 820;
    QTest::newRow("900") << 900;
    QTest::newRow("1440") << 1440;
}

void tst_Options::barFitsTheWindow()
{
    QFETCH(int, width);
    m_window->resize(width, 700);
    settle();
    // Nothing is cut, and nothing lies over anything.
    const auto *top = workspace().topBar();
    QVERIFY(bar()->geometry().right() < top->quickOpen()->geometry().left());
    QVERIFY(top->quickOpen()->width() >= 140);
    for (auto *button : {segment(u"current"_s), segment(u"wave-1"_s), segment(u"target"_s),
                         bar()->optionsButton(), bar()->compareButton()}) {
        QVERIFY(bar()->rect().contains(button->geometry()));
        QVERIFY(button->fontMetrics().horizontalAdvance(button->text()) <= button->width());
        QVERIFY(!button->text().contains(u'…')); // there is room for these names
    }
    QCOMPARE(top->quickOpen()->width(), width == 1440 ? 300 : top->quickOpen()->width());
}

void tst_Options::longNamesAreShortened()
{
    const QString name = u"Everything on the new platform, with all of its tests"_s;
    Draft draft(model());
    Plateau target = *model().plateau(plateau(u"target"_s));
    target.name = name;
    QVERIFY(draft.update(target));
    QVERIFY(session().commit(draft, u"Rename"_s));
    for (const int width : {900, 1440}) {
        m_window->resize(width, 700);
        settle();
        auto *button = segment(u"target"_s);
        QVERIFY(bar()->rect().contains(bar()->compareButton()->geometry()));
        QVERIFY(bar()->geometry().right() < workspace().topBar()->quickOpen()->geometry().left());
        QVERIFY(button->fontMetrics().horizontalAdvance(button->text()) < button->width());
        if (width == 900)
            QVERIFY(button->text().endsWith(u'…'));
        QVERIFY(button->toolTip().contains(name));
        QCOMPARE(button->accessibleName(), name);
        QCOMPARE(segment(u"current"_s)->text(), u"Current"_s); // short ones stay
    }
}

QTEST_MAIN(tst_Options)
#include "tst_options.moc"
