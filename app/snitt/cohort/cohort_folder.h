// Where things lie in a cohort's output folder.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace snitt::app {

struct CohortFolder {
  std::filesystem::path out;

  // What the program needs to go on, its owner's alone: it names files.
  [[nodiscard]] std::filesystem::path state() const { return out / ".cohort"; }
  [[nodiscard]] std::filesystem::path parameters() const { return state() / "parameters.json"; }
  [[nodiscard]] std::filesystem::path looks() const { return state() / "looks.jsonl"; }
  [[nodiscard]] std::filesystem::path moves() const { return state() / "moves.json"; }
  [[nodiscard]] std::filesystem::path lock() const { return state() / "lock"; }
  [[nodiscard]] std::filesystem::path owner() const { return state() / "owner.json"; }
  // Of a slide that the list has no more.
  [[nodiscard]] std::filesystem::path kept(const std::string& name) const { return state() / "kept" / name; }
  [[nodiscard]] std::filesystem::path tasks() const { return state() / "tasks"; }
  [[nodiscard]] std::filesystem::path task(std::size_t number) const {
    return tasks() / (std::to_string(number) + ".jsonl");
  }
  [[nodiscard]] std::filesystem::path slurm() const { return state() / "slurm"; }
  [[nodiscard]] std::filesystem::path slurmScript() const { return slurm() / "cohort.sh"; }
  // Of a slide: its row of the list.
  [[nodiscard]] std::filesystem::path slide(std::size_t row) const { return out / "slides" / std::to_string(row); }
};

}  // namespace snitt::app
