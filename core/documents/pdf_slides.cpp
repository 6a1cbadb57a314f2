// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/pdf_slides.h"

#include "core/diagram/theme.h"
#include "core/documents/markdown.h"
#include "core/documents/pdf_finish.h"
#include "core/documents/pdf_paint.h"
#include "core/documents/pdf_picture.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

using namespace pdf;

constexpr double slideWidth = 960 * pt;
constexpr double slideHeight = 540 * pt;
constexpr double margin = 48 * pt;
constexpr double width = slideWidth - 2 * margin;
constexpr double foot = 30 * pt;
constexpr double gap = 20 * pt;
constexpr double captionHeight = 22 * pt;
constexpr double largest = 1.1 * pt; ///< of one pixel of a picture
constexpr double leastPictures = 150 * pt;

const diagram::Theme &theme()
{
    return diagram::Theme::light();
}

Look lookOf(double size, double line, QFont::Weight weight, const QColor &colour)
{
    return {size * pt, line * pt, weight, colour, false, Qt::AlignLeft};
}

const Look &bodyLook()
{
    static const Look look = lookOf(15, 21, QFont::Normal, theme().text);
    return look;
}

/// One slide in the making, from top to bottom.
class Sheet169
{
public:
    void put(const Text &text, double left, double after = 0)
    {
        m_page.items.append(TextItem{text, 0, text.count, QPointF(left, m_top)});
        m_top += text.height() + after;
    }
    void put(const Item &item) { m_page.items.append(item); }
    [[nodiscard]] double top() const { return m_top; }
    [[nodiscard]] double room() const { return slideHeight - margin - foot - m_top; }
    void skip(double by) { m_top += by; }
    [[nodiscard]] Page page() const { return m_page; }

private:
    Page m_page;
    double m_top = margin;
};

struct Shown
{
    std::shared_ptr<const Picture> picture;
    QString caption;
    QString path;
    int smallest = 0; ///< pixels
};

std::optional<Shown> shown(const Shot &shot, const QString &state, const Rendered &document,
                           const PdfSource &source)
{
    const QByteArray bytes = document.pictures.value(shot.path);
    if (shot.path.isEmpty() || bytes.isEmpty())
        return std::nullopt;
    auto picture = readPicture(bytes);
    if (!picture)
        return std::nullopt;
    return Shown{std::move(picture), state, shot.path, source.pictures.value(shot.path).smallestText};
}

double scaleIn(const Shown &one, double room, double height)
{
    return std::min({largest, room / one.picture->size.width(), height / one.picture->size.height()});
}

double pointsOf(const Shown &one, double scale)
{
    return one.smallest * scale / pt;
}

void heading(Sheet169 &sheet, const QString &title, const QString &summary)
{
    const double size = title.size() > 70 ? 22 : 28;
    sheet.put(layOut(title, lookOf(size, size * 1.2, QFont::Bold, theme().text), width), margin, 6 * pt);
    if (!summary.isEmpty())
        sheet.put(layOut(summary, lookOf(16, 22, QFont::Normal, theme().muted), width), margin, 10 * pt);
}

void picture(Sheet169 &sheet, const Shown &one, double left, double room, double height)
{
    const double scale = scaleIn(one, room, height - captionHeight);
    const QSizeF size = one.picture->size * scale;
    const Text caption = layOut(one.caption, lookOf(14, 18, QFont::DemiBold, theme().muted), room);
    sheet.put(TextItem{caption, 0, 1, QPointF(left, sheet.top())});
    sheet.put(PictureItem{one.picture, QRectF(QPointF(left, sheet.top() + captionHeight), size)});
}

/// A line in Markdown's bold for the label.
Spans spansOf(const review::Line &line)
{
    Spans spans;
    const auto add = [&](const QString &text, bool isBold) {
        if (!text.isEmpty())
            spans.append({text, isBold, false, false, false, {}});
    };
    add(line.sign.isEmpty() ? u"· "_s : QString(line.sign + u' '), true);
    add(line.label.isEmpty() ? QString() : QString(line.label + u"  "_s), true);
    add(legalText(line.text).simplified(), false);
    return spans;
}

/// As many lines as there is room for; the last one says how many more there are.
void lines(Sheet169 &sheet, const QList<review::Line> &all)
{
    QString group;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const review::Line &line = all.at(i);
        const Text text = layOut(spansOf(line), bodyLook(), width);
        const bool isNewGroup = line.group != group && !line.group.isEmpty();
        const Text title = layOut(line.group, lookOf(14, 19, QFont::DemiBold, theme().muted), width);
        const double rest = i + 1 < all.size() ? bodyLook().line : 0;
        if (text.height() + (isNewGroup ? title.height() + 6 * pt : 0) + rest > sheet.room()) {
            sheet.put(layOut(u"… and %1 more in the board pack"_s.arg(all.size() - i), bodyLook(), width),
                      margin);
            return;
        }
        if (isNewGroup) {
            sheet.skip(6 * pt);
            sheet.put(title, margin);
        }
        group = line.group;
        sheet.put(text, margin);
    }
}

void decision(Sheet169 &sheet, const Slide &slide)
{
    if (slide.decision.isEmpty())
        return;
    Spans spans{{slide.decision, true, false, false, false, {}},
                {u" ("_s + slide.decisionStatus + u')', false, false, false, false, {}}};
    const Text text = layOut(spans, bodyLook(), width);
    if (text.height() < sheet.room())
        sheet.put(text, margin, 4 * pt);
}

void warn(QList<Error> &warnings, const Rendered &document, const Shown &one, double points)
{
    if (one.smallest > 0 && points < leastReadable)
        warnings.append(
            {ErrorCode::Refused,
             u"%1.slides.pdf: the picture '%2' does not fit on a slide: its smallest text is shown at %3 pt, less than %4 pt"_s
                 .arg(document.path, one.path, QString::number(points, 'f', 1),
                      QString::number(leastReadable)),
             {},
             {},
             0});
}

QList<Page> pagesOf(const Slide &slide, const Deck &deck, const Rendered &document, const PdfSource &source,
                    QList<Error> &warnings)
{
    const QString title = legalText(slide.step.title).simplified();
    QList<Shown> pictures;
    if (const auto before = shown(slide.before, deck.from, document, source))
        pictures.append(*before);
    if (const auto after = shown(slide.after, deck.to, document, source))
        pictures.append(*after);
    Sheet169 sheet;
    heading(sheet, title, legalText(slide.step.summary).simplified());
    decision(sheet, slide);
    if (!slide.step.text.isEmpty())
        sheet.put(layOut(legalText(withoutFrontMatter(slide.step.text)).simplified(), bodyLook(), width),
                  margin, 8 * pt);
    if (pictures.isEmpty()) {
        lines(sheet, slide.step.lines);
        return {sheet.page()};
    }
    // Beside each other with the lines below, beside each other alone, or a slide each: the first that can be
    // read.
    const double half = (width - gap) / double(pictures.size()) - (pictures.size() == 1 ? -gap : 0);
    const auto isReadable = [&](double height) {
        return std::ranges::all_of(pictures, [&](const Shown &one) {
            return one.smallest == 0 ||
                   pointsOf(one, scaleIn(one, half, height - captionHeight)) >= leastReadable;
        });
    };
    const double some = sheet.room() * 0.6;
    const double all = sheet.room();
    if (isReadable(some) || isReadable(all)) {
        const double height = some >= leastPictures && isReadable(some) ? some : all;
        double used = 0;
        for (qsizetype i = 0; i < pictures.size(); ++i) {
            const Shown &one = pictures.at(i);
            picture(sheet, one, margin + double(i) * (half + gap), half, height);
            used = std::max(used, captionHeight + one.picture->size.height() *
                                                      scaleIn(one, half, height - captionHeight));
        }
        sheet.skip(used + 12 * pt);
        if (sheet.room() > 2 * bodyLook().line)
            lines(sheet, slide.step.lines);
        return {sheet.page()};
    }
    QList<Page> pages;
    for (const Shown &one : std::as_const(pictures)) {
        Sheet169 own;
        heading(own, title + u" · "_s + one.caption, legalText(slide.step.summary).simplified());
        warn(warnings, document, one, pointsOf(one, scaleIn(one, width, own.room() - captionHeight)));
        picture(own, one, margin, width, own.room());
        pages.append(own.page());
    }
    return pages;
}

Page titlePage(const Deck &deck, const Cover &cover)
{
    Sheet169 sheet;
    sheet.skip(110 * pt);
    sheet.put(BoxItem{QRectF(margin, sheet.top(), 60 * pt, 6 * pt), theme().accent, 3 * pt, {}});
    sheet.skip(24 * pt);
    const QString title = legalText(deck.title).simplified();
    const double size = title.size() > 80 ? 30 : 42;
    sheet.put(layOut(title, lookOf(size, size * 1.15, QFont::Bold, theme().text), width), margin, 16 * pt);
    sheet.put(layOut(deck.from + u" → "_s + deck.to, lookOf(22, 30, QFont::DemiBold, theme().accent), width),
              margin, 30 * pt);
    QStringList about{cover.project};
    if (!cover.organisation.isEmpty())
        about.append(cover.organisation);
    if (!deck.date.isEmpty())
        about.append(deck.date);
    sheet.put(layOut(about.join(u" · "_s), lookOf(16, 22, QFont::Normal, theme().muted), width), margin);
    return sheet.page();
}

void addFoot(Page &page, const Deck &deck, qsizetype number, qsizetype count)
{
    Look look = lookOf(14, 18, QFont::Normal, theme().muted);
    const double top = slideHeight - 36 * pt;
    page.items.append(TextItem{layOut(legalText(deck.title).simplified().left(90), look, width * 0.8), 0, 1,
                               QPointF(margin, top)});
    look.align = Qt::AlignRight;
    page.items.append(TextItem{layOut(u"%1 / %2"_s.arg(number).arg(count), look, width * 0.15), 0, 1,
                               QPointF(slideWidth - margin - width * 0.15, top)});
}

} // namespace

QByteArray writeSlides(const Deck &deck, const Rendered &document, const PdfSource &source,
                       QList<Error> &warnings)
{
    QList<Page> pages{titlePage(deck, source.cover)};
    QList<Entry> entries;
    const QByteArray content = "slides\n"_ba + document.markdown.toUtf8();
    for (const Slide &slide : deck.slides) {
        entries.append({2, legalText(slide.step.title).simplified(), slug(slide.step.id),
                        static_cast<int>(pages.size()) + 1});
        pages += pagesOf(slide, deck, document, source, warnings);
    }
    for (qsizetype i = 1; i < pages.size(); ++i)
        addFoot(pages[i], deck, i + 1, pages.size());
    const QUuid id =
        QUuid::createUuidV5(QUuid(), QCryptographicHash::hash(content, QCryptographicHash::Sha256));
    const QPageSize size(QSizeF(slideWidth / pt, slideHeight / pt), QPageSize::Point, u"16:9"_s,
                         QPageSize::ExactMatch);
    return finished(painted(pages, source.cover, id, size), pdf::dateOf(source.cover), entries);
}

} // namespace gp::documents
