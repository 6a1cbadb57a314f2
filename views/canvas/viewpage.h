// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/layout.h"
#include "views/canvas/alignment.h"
#include "views/canvas/canvas.h"
#include "views/canvas/looks.h"
#include "views/canvas/viewedits.h"
#include "views/compare/canvaspair.h"
#include "views/session/session.h"

#include <QTimer>

class QFrame;
class QLabel;
class QPushButton;

namespace gp::views {

class CompareBar;
class LegendBox;
class Minimap;
class NoteEditor;
class PreviewBar;
class QuickCreate;
class Toolbox;

/// One saved view on a canvas: makes its scene in the background, lays it out once when it has no positions
/// yet, and makes edits of what the user does there (docs/design/workbench.md).
class ViewPage : public QWidget
{
    Q_OBJECT

public:
    ViewPage(Session &session, ViewId view, QWidget *parent = nullptr);
    ~ViewPage() override;

    [[nodiscard]] ViewId view() const { return m_view; }
    /// The one that is always there; in a compare that shows two pictures it has the later one.
    [[nodiscard]] Canvas *canvas() const { return m_canvas; }
    [[nodiscard]] CanvasPair *pair() const { return m_pair; }
    [[nodiscard]] CompareBar *compareBar() const { return m_compareBar; }
    [[nodiscard]] QString title() const;
    /// Scene, layout or picture are still being made.
    [[nodiscard]] bool isBusy() const;
    /// Nobody waits for it: the scenes and pictures of other plateaus are being made, see buildAhead().
    [[nodiscard]] bool isAhead() const;
    /// True when the view shows the element at some plateau.
    [[nodiscard]] bool contains(ElementId id) const;
    /// True when the view shows the relation at a plateau that is shown.
    [[nodiscard]] bool contains(RelationId id) const;
    /// Brings an element or a relation into sight, once there is a scene.
    void reveal(ElementId id);
    void reveal(RelationId id);
    /// Each shows what it would look like, and stores that as one edit once it is kept: every card anew,
    /// those that are selected among themselves, those that nobody has placed yet.
    void layOutAnew();
    void layOutSelected();
    void layOutNew();
    /// Stops a layout at once, or goes back from one that is shown.
    void cancelLayout();
    void keepLayout();
    [[nodiscard]] bool isPreviewing() const { return m_preview.has_value(); }
    [[nodiscard]] PreviewBar *previewBar() const { return m_previewBar; }
    [[nodiscard]] ScenePtr scene() const { return m_canvas->scene(); }
    /// What a picture of the view shows: both states in a compare, in whatever way one looks at it.
    [[nodiscard]] ScenePtr wholeScene() const { return m_shown.whole ? m_shown.whole : scene(); }
    /// How long the last layout took; 0 when there was none.
    [[nodiscard]] std::chrono::milliseconds layoutTime() const { return m_layoutTime; }

    /// Edits are possible: not read-only, one plateau is shown, and there is a picture.
    [[nodiscard]] bool canEdit() const;
    /// Selected elements that have a card here.
    [[nodiscard]] QList<ElementId> selectedCards() const;
    [[nodiscard]] bool hasSelectedRelation() const;
    [[nodiscard]] bool hasSelectedService() const;
    [[nodiscard]] QString plateauName() const { return m_session.plateauName(m_session.plateau()); }

    void align(Alignment alignment);
    void distribute(Qt::Orientation axis);
    void duplicateSelected();
    /// Ends what is selected at the plateau shown.
    void deleteSelected();
    /// Takes the selected cards out of this view.
    void hideSelected();
    /// Asks for a name and replaces the selected element at the plateau shown.
    void askReplacement();
    void connectAs(const Offer &offer);
    /// Asks for a new element at a place of the scene.
    void askNew(QPoint at);
    /// Fades everything further than so many relations from what is selected; 0: nothing.
    void focusOnSelected(int hops);
    /// One, two, three relations around the selection, then everything again.
    void widenFocus();
    [[nodiscard]] bool isFocused() const { return m_hops > 0; }

    // How the view is looked at: kept in the view, where the project can be written.
    [[nodiscard]] diagram::Look look() const;
    [[nodiscard]] QMap<QString, QList<looks::Trait>> traits() const;
    void hideBy(const QString &trait);
    void showBy(const QString &trait);
    void showEverything();
    void colourBy(diagram::ColourBy by);
    /// Groups by their index in the scene.
    void foldGroup(int group);
    void unfoldGroup(int group);
    void foldAll();
    void unfoldAll();
    /// The frame a selected card stands in, or the folded group that is selected; -1: none.
    [[nodiscard]] int groupOfSelection() const;
    void askNote(QPoint at);
    void editNote(int note);
    void deleteNote(int note);

    void copySelected();
    /// At a place of the scene; without one, in the middle of what is seen.
    void paste(std::optional<QPoint> at = {});

    [[nodiscard]] Minimap *minimap() const { return m_minimap; }
    [[nodiscard]] LegendBox *legend() const { return m_legend; }
    [[nodiscard]] Toolbox *toolbox() const { return m_toolbox; }
    /// The severities of findings, for views that are coloured by them.
    void setMarks(const diagram::Marks &marks);

Q_SIGNALS:
    void sceneChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// The pictures of one plateau, or of a compare: `whole` is the one of both states.
    struct Scenes
    {
        ScenePtr whole;
        ScenePtr earlier; ///< the sides are made when they are first looked at
        ScenePtr later;
    };

    void connectCanvas(Canvas *canvas);
    void onWay();
    void revealWanted();
    void onChanged(const Change &change);
    void onSelection();
    void buildAll();
    void buildScene();
    void take(const Scenes &scenes);
    void keep(const std::pair<PlateauId, PlateauId> &which, const Scenes &scenes);
    /// Makes what a flip to another plateau would show, one after the other, while nothing else is done.
    void buildAhead();
    void startLayout();
    void onLayout(const layout::Arrangement &arrangement);
    void onLayoutFailed(const Error &error);
    void layOutPart(const QSet<qint64> &movable);
    void preview(const View &view, const QString &label);
    void endPreview();
    /// What an edit works on; only while canEdit().
    [[nodiscard]] EditPlace place() const;
    /// Commits an edit and selects what it made; false where it was refused, after saying so.
    bool store(const Result<Edit> &edit);
    void onMoved(const QMap<ElementId, QPoint> &corners, ElementId group);
    void onConnection(ElementId from, ElementId to, QPoint at);
    void onWanted(const Possible &what, const QString &name, bool stays);
    void moveTo(const QList<QPointF> &corners, const QString &label);
    void connectLook();
    void changeLook(const looks::LookEdit &edit);
    [[nodiscard]] QJsonObject viewProperties() const;
    void pasteFrom(const QMimeData &content, QPoint at);
    void placeOverlays();
    void updateFocus();
    [[nodiscard]] QPoint toWidget(QPoint scene) const;
    void say(const QString &text, bool canRetry = false);
    void placeNote();
    void resizeEvent(QResizeEvent *event) override;

    Session &m_session;
    ViewId m_view;
    CompareLook &m_look;
    CanvasPair *m_pair;
    Canvas *m_canvas;
    QFrame *m_barLine;
    CompareBar *m_compareBar;
    QWidget *m_note;
    QLabel *m_noteText;
    QPushButton *m_retry;
    Latest m_building;
    Latest m_sceneing;
    Latest m_aheadScene;
    QTimer m_idle; ///< until what may come next is made
    std::shared_ptr<const diagram::SceneBuilder> m_builder;
    std::unique_ptr<layout::Layouter> m_layouter;
    /// Of the present builder, by plateau shown and compared from: flipping back costs nothing.
    QMap<std::pair<PlateauId, PlateauId>, Scenes> m_scenes;
    Scenes m_shown;
    int m_ticket = 0;
    std::optional<layout::Arrangement> m_arrangement; ///< shown where the view has no positions of its own
    bool m_storeLayout = true;
    PreviewBar *m_previewBar;
    Latest m_arranging;            ///< a part of the view
    std::optional<View> m_preview; ///< a layout that is shown and not kept yet
    QString m_previewLabel;
    Selection m_toReveal;
    QuickCreate *m_create;
    Toolbox *m_toolbox;
    LegendBox *m_legend;
    Minimap *m_minimap;
    NoteEditor *m_noteEditor;
    int m_editedNote = -1; ///< -1: a new one
    QPoint m_noteAt;
    diagram::Marks m_marks;
    std::optional<QJsonObject> m_ownProperties; ///< of the view, where they cannot be stored
    QPoint m_createAt;                          ///< where it will stand, in scene pixels
    ElementId m_createFrom;                     ///< what it will be connected with
    bool m_isReplacing = false;                 ///< the box asks for what takes over from m_createFrom
    QList<ElementId> m_focused;                 ///< what the focus is around
    int m_hops = 0;
    std::chrono::milliseconds m_layoutTime{0};
};

} // namespace gp::views
