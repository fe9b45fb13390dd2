#include "ui/marks/notes_change.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

std::string idsOf(const SlideNotes& notes) {
  std::string ids;
  for (const Bookmark& one : notes.bookmarks) ids += one.id;
  return ids;
}

SlideNotes notesOf(const std::string& ids) {
  SlideNotes notes;
  for (const char id : ids) notes.bookmarks.emplace_back().id.push_back(id);
  return notes;
}

TEST(NotesChange, LeavesAloneWhatCameFromElsewhere) {
  // Added "c" here; "x" came from another program; taking "c" back keeps "x".
  EXPECT_EQ(idsOf(withChange(notesOf("abcx"), notesOf("abc"), notesOf("ab"))), "abx");
  // Deleted "b" here; another program has deleted "a"; taking the deletion back brings "b" alone.
  EXPECT_EQ(idsOf(withChange(notesOf("cx"), notesOf("ac"), notesOf("abc"))), "bcx");
}

TEST(NotesChange, TakesBackAnotherOrder) {
  EXPECT_EQ(idsOf(withChange(notesOf("cab"), notesOf("cab"), notesOf("abc"))), "abc");
}

TEST(NotesChange, TakesBackAnEditAndNoOtherOne) {
  SlideNotes before = notesOf("ab");
  SlideNotes after = before;
  after.bookmarks[0].name = std::string("mine");
  SlideNotes current = after;
  current.bookmarks[1].name = std::string("theirs");
  const SlideNotes undone = withChange(current, after, before);
  EXPECT_EQ(undone.bookmarks[0].name, "");
  EXPECT_EQ(undone.bookmarks[1].name, "theirs");
}

TEST(NotesChange, RemovesByIdWhateverItIs) {
  SlideNotes notes = notesOf("ab");
  notes.frames.push_back({});
  notes.frames.back().id = std::string("f");
  EXPECT_TRUE(without(notes, "f").frames.empty());
  EXPECT_EQ(idsOf(without(notes, "a")), "b");
  EXPECT_EQ(without(notes, "no"), notes);
}

}  // namespace
}  // namespace snitt
