#include "ui/report/pdf_links_p.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>

#include <fmt/format.h>

namespace snitt::report {

namespace {

constexpr double kPointsPerMm = 72 / 25.4;

// The number after the last (or first) place of `key` in `text`.
std::optional<long> numberAfter(std::string_view text, std::string_view key, bool last = false) {
  std::size_t at = last ? text.rfind(key) : text.find(key);
  if (at == std::string_view::npos) return std::nullopt;
  at = text.find_first_not_of(" \n[", at + key.size());
  if (at == std::string_view::npos) return std::nullopt;
  long value = 0;
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), value);
  if (error != std::errc()) return std::nullopt;
  return value;
}

// The file as Qt wrote it: its table of offsets and its pages.
class Written {
 public:
  explicit Written(const std::string& pdf) : m_pdf(pdf) {
    const auto table = numberAfter(pdf, "startxref", true);
    const auto size = numberAfter(pdf, "/Size", true);
    const auto catalog = numberAfter(pdf, "/Root", true);
    if (!table || !size || !catalog || *table < 0 || std::string_view(pdf).substr(0, 5) != "%PDF-") return;
    m_table = static_cast<std::size_t>(*table);
    m_size = *size;
    m_catalog = *catalog;
    const auto pages = numberAfter(objectText(m_catalog), "/Pages");
    if (!pages) return;
    readKids(objectText(*pages));
    const auto height = numberAfter(m_pages.empty() ? "" : objectText(m_pages[0]), "/MediaBox [0 0 595.000000");
    m_heightPt = height ? static_cast<double>(*height) : 0;
  }

  [[nodiscard]] bool fine() const { return !m_pages.empty() && m_heightPt > 0; }
  [[nodiscard]] const std::vector<long>& pages() const { return m_pages; }
  [[nodiscard]] long catalog() const { return m_catalog; }
  [[nodiscard]] long size() const { return m_size; }
  [[nodiscard]] std::size_t table() const { return m_table; }
  [[nodiscard]] double heightPt() const { return m_heightPt; }

  // From its "<<" to its last ">>"; empty where there is none.
  [[nodiscard]] std::string_view objectText(long number) const {
    constexpr std::size_t kEntry = 20;
    const std::string head = fmt::format("xref\n0 {}\n", m_size);
    const std::string_view all(m_pdf);
    if (number <= 0 || number >= m_size || all.substr(std::min(m_table, all.size()), head.size()) != head) return {};
    const std::size_t entry = m_table + head.size() + kEntry * static_cast<std::size_t>(number);
    const auto offset = numberAfter(all.substr(std::min(entry, all.size()), kEntry), "");
    const std::size_t begin = offset ? static_cast<std::size_t>(*offset) : all.size();
    const std::string start = fmt::format("{} 0 obj", number);
    if (begin >= all.size() || all.substr(begin, start.size()) != start) return {};
    const std::size_t end = all.find("endobj", begin);
    return end == std::string_view::npos ? std::string_view()
                                         : all.substr(begin + start.size(), end - begin - start.size());
  }

 private:
  void readKids(std::string_view pages) {
    const std::size_t open = pages.find('[', pages.find("/Kids"));
    const std::size_t close = pages.find(']', open);
    if (open == std::string_view::npos || close == std::string_view::npos) return;
    std::string_view kids = pages.substr(open + 1, close - open - 1);
    for (std::size_t end = kids.find(" 0 R"); end != std::string_view::npos; end = kids.find(" 0 R")) {
      if (const auto kid = numberAfter(kids.substr(0, end), "")) m_pages.push_back(*kid);
      kids.remove_prefix(end + 4);
    }
  }

  const std::string& m_pdf;
  std::size_t m_table = 0;
  long m_size = 0;
  long m_catalog = 0;
  std::vector<long> m_pages;
  double m_heightPt = 0;
};

// Objects that are appended, and their table.
class Update {
 public:
  Update(std::string& pdf, const Written& written) : m_pdf(pdf), m_written(written), m_next(written.size()) {}

  [[nodiscard]] long number() { return m_next++; }
  void add(long number, std::string_view text) {
    m_offsets[number] = m_pdf.size();
    fmt::format_to(std::back_inserter(m_pdf), "{} 0 obj\n{}\nendobj\n", number, text);
  }
  void finish() {
    const std::size_t table = m_pdf.size();
    m_pdf += "xref\n";
    for (const auto& [object, offset] : m_offsets)
      fmt::format_to(std::back_inserter(m_pdf), "{} 1\n{:010} 00000 n \n", object, offset);
    fmt::format_to(std::back_inserter(m_pdf),
                   "trailer\n<<\n/Size {}\n/Info 1 0 R\n/Root {} 0 R\n/Prev {}\n>>\nstartxref\n{}\n%%EOF\n", m_next,
                   m_written.catalog(), m_written.table(), table);
  }

 private:
  std::string& m_pdf;
  const Written& m_written;
  long m_next;
  std::map<long, std::size_t> m_offsets;
};

// UTF-16 with its mark, as a hexadecimal string: no letter of it can end it.
std::string pdfString(const QString& text) {
  std::string hex = "<FEFF";
  for (const QChar c : text) fmt::format_to(std::back_inserter(hex), "{:04X}", static_cast<unsigned>(c.unicode()));
  return hex + ">";
}

std::string destination(const Written& written, const PdfTarget& target) {
  return fmt::format("[{} 0 R /XYZ 0 {:.1f} 0]", written.pages()[static_cast<std::size_t>(target.page - 1)],
                     written.heightPt() - target.topMm * kPointsPerMm);
}

void addChapters(Update& update, const Written& written, std::string_view catalog,
                 const std::vector<PdfTarget>& chapters) {
  const long root = update.number();
  std::vector<long> items;
  for (std::size_t i = 0; i < chapters.size(); ++i) items.push_back(update.number());
  for (std::size_t i = 0; i < chapters.size(); ++i) {
    std::string item = fmt::format("<<\n/Title {}\n/Parent {} 0 R\n/Dest {}\n", pdfString(chapters[i].title), root,
                                   destination(written, chapters[i]));
    if (i > 0) fmt::format_to(std::back_inserter(item), "/Prev {} 0 R\n", items[i - 1]);
    if (i + 1 < items.size()) fmt::format_to(std::back_inserter(item), "/Next {} 0 R\n", items[i + 1]);
    update.add(items[i], item + ">>");
  }
  update.add(root, fmt::format("<<\n/Type /Outlines\n/First {} 0 R\n/Last {} 0 R\n/Count {}\n>>", items.front(),
                               items.back(), items.size()));
  std::string changed(catalog.substr(0, catalog.rfind(">>")));
  fmt::format_to(std::back_inserter(changed), "/Outlines {} 0 R\n/PageMode /UseOutlines\n>>", root);
  update.add(written.catalog(), changed.substr(changed.find("<<")));
}

void addLinks(Update& update, const Written& written, const std::vector<PdfTarget>& chapters,
              const std::vector<PdfLink>& links) {
  std::map<long, std::string> arrays;
  for (const PdfLink& link : links) {
    const auto target = std::ranges::find(chapters, link.target, &PdfTarget::name);
    const long page = written.pages()[static_cast<std::size_t>(link.page - 1)];
    const auto array = numberAfter(written.objectText(page), "/Annots");
    if (target == chapters.end() || !array) continue;
    const long number = update.number();
    const QRectF& area = link.areaMm;
    update.add(number, fmt::format("<<\n/Type /Annot\n/Subtype /Link\n/Rect [{:.1f} {:.1f} {:.1f} {:.1f}]\n"
                                   "/Border [0 0 0]\n/Dest {}\n>>",
                                   area.left() * kPointsPerMm, written.heightPt() - area.bottom() * kPointsPerMm,
                                   area.right() * kPointsPerMm, written.heightPt() - area.top() * kPointsPerMm,
                                   destination(written, *target)));
    fmt::format_to(std::back_inserter(arrays[*array]), "{} 0 R\n", number);
  }
  for (const auto& [array, members] : arrays) update.add(array, "[\n" + members + "]");
}

}  // namespace

std::string withLinks(std::string pdf, const std::vector<PdfTarget>& chapters, const std::vector<PdfLink>& links) {
  if (chapters.empty()) return pdf;
  // The file grows while what it was is still read.
  const std::string before = pdf;
  const Written written(before);
  const auto there = [&](int page) { return page >= 1 && static_cast<std::size_t>(page) <= written.pages().size(); };
  const std::string_view catalog = written.objectText(written.catalog());
  const bool fine = written.fine() && catalog.find(">>") != std::string_view::npos &&
                    std::ranges::all_of(chapters, there, &PdfTarget::page) &&
                    std::ranges::all_of(links, there, &PdfLink::page);
  if (!fine) return pdf;
  if (!pdf.ends_with('\n')) pdf += '\n';
  Update update(pdf, written);
  addChapters(update, written, catalog, chapters);
  addLinks(update, written, chapters, links);
  update.finish();
  return pdf;
}

}  // namespace snitt::report
