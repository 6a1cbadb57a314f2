// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/pdf_documents.h"

namespace gp::documents {

/// How a picture whose text gets too small on paper could be divided into several that do not, as a sentence
/// with the size of the text in each. Tried out with the layout worker, so it takes a while. Empty where
/// nothing helps.
[[nodiscard]] QString proposedSplit(const PictureBasis &basis, const PictureRequest &request);

} // namespace gp::documents
