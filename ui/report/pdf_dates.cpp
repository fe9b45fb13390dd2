#include "ui/report/pdf_dates_p.h"

namespace snitt::report {

namespace {

// "2026-11-22T22:31:39Z" → "D:20261122223139Z", or with "+00'00'" where Qt's own date has that length (it depends on
// the machine's time zone).
std::string pdfDate(const std::string& iso, std::size_t length) {
  std::string digits;
  for (const char c : iso)
    if (c >= '0' && c <= '9' && digits.size() < 14) digits += c;
  digits.resize(14, '0');
  std::string date = "D:";
  date.append(digits).append(length < 22 ? "Z" : "+00'00'");
  date.resize(length, ' ');
  return date;
}

}  // namespace

void setPdfDates(std::string& pdf, const std::string& iso) {
  const std::string key = "/CreationDate (";
  for (std::size_t at = pdf.find(key); at != std::string::npos; at = pdf.find(key, at + 1)) {
    const std::size_t begin = at + key.size();
    const std::size_t end = pdf.find(')', begin);
    if (end == std::string::npos) return;
    pdf.replace(begin, end - begin, pdfDate(iso, end - begin));
  }
}

}  // namespace snitt::report
