#include "core/golden/golden_json_p.h"
#include "core/json_writer_p.h"
#include "core/qualification/qualification.h"

namespace snitt {
namespace {

void writeTexts(JsonWriter& out, std::string_view key, const std::vector<std::string>& texts) {
  out.key(key).openArray();
  for (const std::string& text : texts) out.text(text);
  out.close();
}

void writeFiles(JsonWriter& out, std::string_view key, const std::vector<QualifiedFile>& files) {
  out.key(key).openArray();
  for (const QualifiedFile& file : files) {
    out.openObject(JsonWriter::Layout::oneLine);
    out.key("file").text(file.name);
    out.key("sha256").textOrNull(file.sha256);
    if (!file.problem.empty()) out.key("problem").text(file.problem);
    out.close();
  }
  out.close();
}

void writeMachine(JsonWriter& out, const Qualification& all) {
  out.key("machine").openObject();
  out.key("host").text(all.host);
  out.key("system").text(all.system);
  out.key("processor").text(all.processor);
  writeTexts(out, "processorFeatures", all.processorFeatures);
  out.key("cores").integer(all.cores);
  out.key("memoryGiB").number(all.memoryGiB);
  out.key("numericPath").textOrNull(all.path);
  out.close();
}

void writeBundle(JsonWriter& out, const QualifiedBundle& bundle) {
  out.key("bundle").openObject();
  out.key("folder").text(bundle.folder);
  out.key("problem").textOrNull(bundle.problem);
  out.key("id").textOrNull(bundle.id);
  out.key("name").textOrNull(bundle.name);
  out.key("version").textOrNull(bundle.version);
  out.key("status").textOrNull(bundle.status);
  out.key("sha256").textOrNull(bundle.sha256);
  out.key("signature").textOrNull(bundle.signature);
  out.key("notice").textOrNull(bundle.notice);
  writeFiles(out, "files", bundle.files);
  out.close();
}

}  // namespace

std::string formatQualification(const Qualification& all) {
  JsonWriter out;
  out.openObject();
  out.key("format").text("snitt-qualification/1");
  out.key("id").text(all.id);
  out.key("qualified").flag(all.qualified());
  out.key("verdict").text(all.verdict());
  writeTexts(out, "objections", all.objections());
  out.key("date").text(all.date);
  out.key("dateUtc").text(all.dateUtc);
  out.key("user").text(all.user);
  out.key("software").text(all.software);
  writeMachine(out, all);
  writeTexts(out, "libraries", all.libraries);
  writeFiles(out, "programFiles", all.programFiles);
  writeBundle(out, all.bundle);
  out.key("database").text(all.database);
  out.key("folders").openArray();
  for (const QualifiedFolder& folder : all.folders) {
    out.openObject(JsonWriter::Layout::oneLine);
    out.key("use").text(folder.use);
    out.key("path").text(folder.path);
    out.key("writable").flag(folder.writable);
    out.close();
  }
  out.close();
  out.key("trustedKeys").text(all.trustedKeys);
  out.key("golden").openObject();
  golden::writeReport(out, all.golden);
  out.close();
  out.key("statement").text(researchStatement);
  out.close();
  return out.take();
}

}  // namespace snitt
