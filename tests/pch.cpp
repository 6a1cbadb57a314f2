// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// The program that the precompiled header of the tests belongs to.
int main() {}
