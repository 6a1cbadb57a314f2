// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextEdit>

namespace gp::views {

/// The text of a template, with colours, numbered lines, and a mark at the line that is wrong.
class TemplateText : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit TemplateText(QWidget *parent = nullptr);
    ~TemplateText() override;

    /// `name` decides about the colours.
    void setTemplate(const QString &name, const QString &text);
    /// 1-based; 0: none.
    void markLine(int line);
    [[nodiscard]] int markedLine() const { return m_marked; }
    void goToLine(int line);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void highlight();
    void placeNumbers();
    void paintNumbers();

    struct Highlighter;
    std::unique_ptr<Highlighter> m_highlighter;
    QWidget *m_numbers;
    int m_marked = 0;
};

} // namespace gp::views
