#include "ui/report/pdf_links_p.h"

#include <gtest/gtest.h>

#include "support/sample_document.h"
#include "ui/report/document_pages.h"

namespace snitt::report {
namespace {

const std::vector<PdfTarget> kChapters{{"one", QStringLiteral("One"), 1, 20}};
const std::vector<PdfLink> kLinks{{1, QRectF(10, 10, 50, 5), "one"}};

std::string pdf() {
  // Without sections there are no chapters: this is the file as Qt wrote it.
  document::Document document = test::plainDocument();
  document.sections.clear();
  return documentPdf(document).value_or("");
}

TEST(PdfLinks, WhatWasThereKeepsItsBytes) {
  const std::string before = pdf();
  const std::string after = withLinks(before, kChapters, kLinks);
  ASSERT_GT(after.size(), before.size() + 300);
  EXPECT_TRUE(after.starts_with(before));
  EXPECT_TRUE(withLinks(before, {}, kLinks) == before);
}

TEST(PdfLinks, AFileOfAnotherMakeStaysAsItIs) {
  const std::string whole = pdf();
  for (std::size_t length = 0; length < whole.size(); length += 37) {
    const std::string part = whole.substr(0, length);
    EXPECT_TRUE(withLinks(part, kChapters, kLinks) == part) << length;
  }
  for (const std::string& other :
       {std::string("%PDF-1.7 startxref 5 /Size 3 /Root 1"), std::string("%PDF-startxref 99999999999999999999"),
        "x" + whole, whole + "startxref 12 "})
    EXPECT_TRUE(withLinks(other, kChapters, kLinks) == other);
}

TEST(PdfLinks, APageThatIsNotThereIsNoTarget) {
  const std::string before = pdf();
  EXPECT_TRUE(withLinks(before, {{"one", QStringLiteral("One"), 7, 20}}, {}) == before);
  EXPECT_TRUE(withLinks(before, kChapters, {{0, QRectF(), "one"}}) == before);
}

}  // namespace
}  // namespace snitt::report
