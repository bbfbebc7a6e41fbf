#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Tests check.py with files that it must accept or refuse: self_test.py <compiler>."""

import pathlib
import subprocess
import sys
import unittest

FOLDER = pathlib.Path(__file__).resolve().parent
COMPILER = sys.argv.pop(1) if len(sys.argv) > 1 else "c++"

# None: accepted. Otherwise what the refusal must say.
VERDICTS = {
    "good": None,
    "good_for_each_compiler": None,
    "wrong_for_each_compiler": "and lacks\n  rowan: seven is not six",
    "only_for_a_third_compiler": "the harness needs a line",
    "wrongly_compiles": "it compiles, but must not",
    "other_message": "and lacks\n  rowan: five is not six",
    "message_only_in_second_error": "and lacks\n  rowan: five is not six",
    "one_of_two_missing": "and lacks\n  and the fix",
    "broken_control": "the control case does not compile",
    "no_expectation": "the harness needs a line",
    "empty_expectation": "the harness needs a line",
    "no_control": "the harness needs a case that compiles",
}


class Verdicts(unittest.TestCase):
    def test_every_file_has_a_verdict(self):
        self.assertEqual({path.stem for path in FOLDER.glob("*.cpp")}, set(VERDICTS))

    def test_verdicts(self):
        for name, refusal in VERDICTS.items():
            with self.subTest(name):
                command = [sys.executable, FOLDER.parent / "check.py", "--compiler", COMPILER]
                command += ["--include=/usr/include", "--builtin=/usr/include"]
                command += [FOLDER / f"{name}.cpp"]
                result = subprocess.run(command, capture_output=True, text=True)
                if refusal is None:
                    self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
                else:
                    self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
                    self.assertIn(refusal, result.stdout)


if __name__ == "__main__":
    unittest.main()
