# weekplan is built by GNU make (3.81 or newer) and a POSIX shell.
#
# You may set CC, CPPFLAGS, CFLAGS, LDFLAGS and LDLIBS; they override the flags that are
# added here. After a change make rebuilds what depends on it; `make clean` is never needed.
# BUILD is the output directory, so that several builds can exist side by side:
#
#     make check BUILD=build/clang CC=clang

BUILD ?= build
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
INSTALL ?= install
NM ?= nm
ifeq ($(origin CC),default)
CC = $(call once,CC,for cc in cc gcc clang; do command -v $$cc >/dev/null && break; done; echo $$cc)
endif
CLANG ?= clang
CLANG_FORMAT ?= clang-format
CLANG_TIDY ?= clang-tidy

PREFIX ?= /usr/local
# Not every shell expands the tilde of PREFIX=~/.local.
override PREFIX := $(patsubst ~/%,$(HOME)/%,$(PREFIX))
bindir ?= $(PREFIX)/bin
libdir ?= $(PREFIX)/lib
includedir ?= $(PREFIX)/include
datadir ?= $(PREFIX)/share
mandir ?= $(datadir)/man
# Directories in which shells look for completion scripts.
bashdir ?= $(datadir)/bash-completion/completions
zshdir ?= $(datadir)/zsh/site-functions
fishdir ?= $(datadir)/fish/vendor_completions.d
# share/weekplan of ~/.local is the directory of the user's plan, so the schema is elsewhere.
schemadir ?= $(datadir)/json-schemas/weekplan
# Directory in which `weekplan foo` looks for the program weekplan-foo.
LIBEXECDIR ?= $(PREFIX)/libexec/weekplan
# The same, relative to bindir if both are below PREFIX, so that another PREFIX compiles nothing again.
LIBEXEC_PATH := $(if $(filter $(PREFIX)/bin,$(bindir)),$(patsubst $(PREFIX)/%,../%,$(LIBEXECDIR)),$(LIBEXECDIR))

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
    -Wmissing-prototypes $(if $(WERROR),-Werror)
STANDARD := -std=c11 -D_POSIX_C_SOURCE=200809L -Iinclude -Isrc

# pkg-config runs when a recipe first needs its answer. In `make deps all` that is after
# `deps` has installed the libraries.
PACKAGES := yaml-0.1 libutf8proc jansson
TEST_PACKAGES := cmocka gmp
# Only weekplan-mail needs this library. Without it weekplan-mail is not built.
MAIL_PACKAGE := gmime-3.0
once = $(eval $1 := $(shell $2 2>/dev/null))$($1)
# Only the headers of this library are needed to build: the program loads it when it needs it.
MARKDOWN_PACKAGE := md4c
PACKAGE_CFLAGS = $(call once,PACKAGE_CFLAGS,$(PKG_CONFIG) --cflags $(PACKAGES) $(MARKDOWN_PACKAGE))
PACKAGE_LIBS = $(call once,PACKAGE_LIBS,$(PKG_CONFIG) --libs $(PACKAGES))
MAIL_CFLAGS = $(call once,MAIL_CFLAGS,$(PKG_CONFIG) --cflags $(MAIL_PACKAGE))
MAIL_LIBS = $(call once,MAIL_LIBS,$(PKG_CONFIG) --libs $(MAIL_PACKAGE))
TEST_CFLAGS = $(call once,TEST_CFLAGS,$(PKG_CONFIG) --cflags $(TEST_PACKAGES))
CMOCKA_LIBS = $(call once,CMOCKA_LIBS,$(PKG_CONFIG) --libs cmocka)
GMP_LIBS = $(call once,GMP_LIBS,$(PKG_CONFIG) --libs gmp)

COMPILE = $(CC) $(STANDARD) $(WARNINGS) $(PACKAGE_CFLAGS) $(if $(STATIC),-DWP_STATIC) $(CPPFLAGS) $(CFLAGS)
LINK = $(CC) $(CFLAGS) $(LDFLAGS)
LIBS = $(PACKAGE_LIBS) $(LDLIBS)

# Loading shared libraries is a third of the time of `status`. So a library that exists as
# an archive is linked statically. SHARED=1 links all of them dynamically, for
# distributions. STATIC=1 links weekplan without any shared library, the C library
# included.
archive = $(or $(filter /%,$(shell $(CC) -print-file-name=lib$1.a)),-l$1)
in_program = $(if $(filter -l%,$1),$(call archive,$(patsubst -l%,%,$1)),$1)
PROGRAM_LIBS = $(if $(SHARED),$(LIBS),$(foreach flag,$(PACKAGE_LIBS),$(call in_program,$(flag))) $(LDLIBS))

STATIC_FLAG := $(if $(STATIC),-static)

LIB_SOURCES := $(sort $(filter-out src/cmd/% src/mail/%,$(wildcard src/*/*.c)))
CMD_SOURCES := $(sort $(filter-out src/cmd/main.c,$(wildcard src/cmd/*.c)))
MAIL_SOURCES := $(sort $(wildcard src/mail/*.c))
PUBLIC_HEADERS := $(sort $(wildcard include/weekplan/*.h))
HEADERS := $(PUBLIC_HEADERS) $(sort $(wildcard src/*/*.h tests/*/*.h))
UNIT_SOURCES := $(sort $(wildcard tests/unit/*_test.c))
PROPERTY_SOURCES := $(sort $(wildcard tests/property/*_test.c))
GOLDEN_SOURCES := tests/golden/golden_test.c
TEST_SOURCES := $(UNIT_SOURCES) $(PROPERTY_SOURCES) $(GOLDEN_SOURCES)
BENCH_SOURCES := $(sort $(wildcard tests/bench/*.c))
FUZZ_SOURCES := $(sort $(wildcard tests/fuzz/*_fuzz.c))
INJECT_SOURCE := tests/faults/inject_syscall_fault.c
FAULT_SOURCES := $(filter-out $(INJECT_SOURCE),$(sort $(wildcard tests/faults/*.c)))
SOURCES := $(LIB_SOURCES) $(CMD_SOURCES) src/cmd/main.c $(MAIL_SOURCES) $(TEST_SOURCES) $(BENCH_SOURCES) \
    $(FUZZ_SOURCES) $(FAULT_SOURCES) $(INJECT_SOURCE)

LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o)
CMD_OBJECTS := $(CMD_SOURCES:%.c=$(BUILD)/%.o)
MAIN_OBJECT := $(BUILD)/src/cmd/main.o
MAIL_OBJECTS := $(MAIL_SOURCES:%.c=$(BUILD)/%.o)
TEST_OBJECTS := $(TEST_SOURCES:%.c=$(BUILD)/%.o)
BENCH_OBJECTS := $(BENCH_SOURCES:%.c=$(BUILD)/%.o)
FUZZ_OBJECTS := $(FUZZ_SOURCES:%.c=$(BUILD)/%.o)
OBJECTS := $(LIB_OBJECTS) $(CMD_OBJECTS) $(MAIN_OBJECT) $(MAIL_OBJECTS) $(TEST_OBJECTS) $(BENCH_OBJECTS) \
    $(FUZZ_OBJECTS)

PROGRAM := $(BUILD)/weekplan
MAIL_PROGRAM := $(BUILD)/weekplan-mail
LIBRARY := $(BUILD)/libweekplan.a
# The commands are a library, so that tests can link them.
CMD_LIBRARY := $(BUILD)/libcmd.a

# The manual pages, a completion script for each shell, and the schema for editors.
MANUAL := docs/man/weekplan.1
MAIL_MANUAL := docs/man/weekplan-mail.1
FORMAT_MANUAL := docs/man/weekplan.5
COMPLETIONS := $(patsubst %,$(BUILD)/completion/%,bash zsh fish)
SCHEMA := $(BUILD)/plan.schema.json
# Programs find the library with: pkg-config --static --cflags --libs weekplan
PC_FILE := $(BUILD)/weekplan.pc
VERSION = $(call once,VERSION,sed -n 's/^.define WP_VERSION "\(.*\)"$$/\1/p' include/weekplan/version.h)

# A source tarball. Its files have the time of the last commit.
SOURCE_DATE_EPOCH ?= $(call once,SOURCE_DATE_EPOCH_OF_COMMIT,git log -1 --format=%ct)
TARBALL = $(BUILD)/weekplan-$(VERSION).tar.gz

UNIT_TESTS := $(UNIT_SOURCES:%.c=$(BUILD)/%)
PROPERTY_TESTS := $(PROPERTY_SOURCES:%.c=$(BUILD)/%)
GOLDEN_TEST := $(GOLDEN_SOURCES:%.c=$(BUILD)/%)
# Compare the lists in the manual pages with the tables, or write them.
MANUAL_TEST := $(BUILD)/tests/unit/manual_lists_test
TESTS := $(UNIT_TESTS) $(GOLDEN_TEST) $(PROPERTY_TESTS)
BENCH_TOOLS := $(BENCH_SOURCES:%.c=$(BUILD)/%)
FUZZERS := $(FUZZ_SOURCES:%.c=$(BUILD)/%)
# Libraries for LD_PRELOAD that make calls of the program fail.
FAULTS := $(FAULT_SOURCES:%.c=$(BUILD)/%.so)
# A tool that makes a system call of the program fail.
INJECT := $(INJECT_SOURCE:%.c=$(BUILD)/%)
executable = $(shell for file in $(wildcard $1); do test -x "$$file" && echo "$$file"; done)
E2E ?= $(call executable,tests/e2e/*.sh tests/faults/*.sh)
BENCH ?= $(call executable,tests/bench/*.sh)

# In `make deps check` all other targets wait for deps, with -j too.
AFTER_DEPS := $(filter deps,$(MAKECMDGOALS))

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all mail deps demo check unit golden property e2e faults bench coverage regen lint lint-format lint-names format
.PHONY: dist deb fuzz fuzz-run $(FUZZERS:%=%-run) install uninstall clean help FORCE

#: all        build the programs and the library (the default)
all: $(PROGRAM) $(LIBRARY) mail

#: mail       build weekplan-mail, if GMime 3 is installed
mail: $(CMD_LIBRARY) $(LIBRARY) $(BUILD)/stamp/link
	@if $(PKG_CONFIG) --exists $(MAIL_PACKAGE); then \
	    $(MAKE) --no-print-directory $(MAIL_PROGRAM); \
	else \
	    rm -f $(MAIL_PROGRAM); \
	    echo '  weekplan-mail is left out: there is no $(MAIL_PACKAGE) (make deps installs it)'; \
	fi

#: deps       install missing packages for the other targets on the command line
DEPS ?= build $(if $(filter demo,$(MAKECMDGOALS)),$(if $(filter-out deps demo,$(MAKECMDGOALS)),mail),mail) \
    $(if $(filter check unit golden property e2e faults bench coverage regen lint,$(MAKECMDGOALS)),test) \
    $(if $(filter check golden e2e faults bench coverage regen lint,$(MAKECMDGOALS)),tools) \
    $(if $(filter lint format fuzz,$(MAKECMDGOALS)),lint) $(if $(filter deb,$(MAKECMDGOALS)),deb)
deps:
	@PKG_CONFIG=$(call quoted,$(PKG_CONFIG)) .ci/deps $(DEPS)

#: demo       build, and show the week of the example plan
# The picture needs UTF-8, which is not the locale of every container.
demo: $(PROGRAM)
	@echo '$$ weekplan -f docs/examples/staying-accountable.yaml --today 2019-08-06 status'
	@LC_ALL=C.UTF-8 $(PROGRAM) -f docs/examples/staying-accountable.yaml --today 2019-08-06 status
	@echo
	@echo 'Next:'
	@echo '  make deps all install PREFIX="$$HOME/.local"    # or, for everybody: sudo make install'
	@echo '  weekplan add My first goal                     # starts a plan; weekplan help lists the commands'

#: check      build and run all tests
check: $(TESTS) $(PROGRAM) mail $(FAULTS) $(INJECT)
	@$(RUN) $(TESTS) $(E2E)

#: unit golden property e2e    run one kind of tests
unit: $(UNIT_TESTS)
	@$(RUN) $(UNIT_TESTS)
golden: $(GOLDEN_TEST) $(PROGRAM)
	@$(RUN) $(GOLDEN_TEST)
property: $(PROPERTY_TESTS)
	@$(RUN) $(PROPERTY_TESTS)
e2e: $(PROGRAM) mail $(FAULTS) $(INJECT)
	@$(RUN) $(E2E)

#: faults     make system calls of each command fail, or kill it after them; `check` runs a tenth
faults: $(PROGRAM) mail $(INJECT)
	@WEEKPLAN_POINTS=100% $(RUN) tests/faults/syscall_faults.sh

#: bench      measure time and memory
bench: $(PROGRAM) $(BENCH_TOOLS)
	@V=1 $(RUN) $(BENCH)

#: coverage   run all tests with gcc --coverage, and print the lines and branches of src/ that they cover
# Programs that are killed, or that may not write below build/, count nothing. GCOV_ERROR_FILE takes
# the messages of the latter. The scripts that make each system call fail are left out, because they
# would make those of the counting fail. A test that fails does not end the run.
GCOV ?= gcov
COVERAGE_CC ?= gcc
COVERAGE := $(BUILD)/coverage
COVERAGE_TESTS ?= check
COVERAGE_E2E = $(filter-out tests/faults/% tests/e2e/save_faults.sh,$(E2E))
coverage: | $(AFTER_DEPS)
	@mkdir -p $(COVERAGE)
	@find $(COVERAGE) -name '*.gcda' -exec rm -f {} +
	-@GCOV_ERROR_FILE=/dev/null $(MAKE) --no-print-directory BUILD=$(COVERAGE) CC=$(call quoted,$(COVERAGE_CC)) \
	    CFLAGS='-O0 -g --coverage -fprofile-update=atomic' \
	    E2E='$(COVERAGE_E2E)' $(COVERAGE_TESTS)
	@tests/coverage.py $(COVERAGE) $(GCOV)

#: fuzz       run the fuzz targets with clang's libFuzzer, FUZZ_SECONDS (15) each
FUZZ_SECONDS ?= 15
FUZZ_FLAGS := -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
    -fsanitize=address,undefined,fuzzer-no-link
fuzz: | $(AFTER_DEPS)
	@$(MAKE) BUILD=$(BUILD)/fuzz CC=$(CLANG) CFLAGS='$(FUZZ_FLAGS)' fuzz-run
fuzz-run: $(FUZZERS:%=%-run)
$(FUZZERS:%=%-run): %-run: %
	@mkdir -p $*.corpus
	$* -dict=tests/fuzz/plan.dict -max_total_time=$(FUZZ_SECONDS) \
	    -max_len=4096 -timeout=10 -verbosity=0 -print_final_stats=1 \
	    -artifact_prefix=$*- $*.corpus docs/examples tests/golden/cases

#: regen      write the current output to golden files, pages, manual, picture and post
regen: $(GOLDEN_TEST) $(MANUAL_TEST) $(PROGRAM)
	@WEEKPLAN_REGEN=1 $(RUN) $(GOLDEN_TEST) $(MANUAL_TEST) tests/e2e/docs_examples.sh \
	    tests/e2e/status_svg.sh tests/e2e/example_post.sh

#: lint       check the format, clang-tidy, each header alone, the exported names
lint: lint-format lint-names $(SOURCES:%=$(BUILD)/lint/%.ok) $(HEADERS:%=$(BUILD)/lint/%.ok)

#: format     format all C files with clang-format
format: | $(AFTER_DEPS)
	$(CLANG_FORMAT) -i $(SOURCES) $(HEADERS)

#: install    install into PREFIX (/usr/local) below DESTDIR; also bindir, libdir, includedir, datadir, mandir, LIBEXECDIR
install: all $(COMPLETIONS) $(SCHEMA) $(PC_FILE)
	@$(INSTALL) -d $(DESTDIR)$(bindir) $(DESTDIR)$(libdir)/pkgconfig $(DESTDIR)$(includedir)/weekplan
	@$(INSTALL) -d $(DESTDIR)$(bashdir) $(DESTDIR)$(zshdir) $(DESTDIR)$(fishdir)
	@$(INSTALL) -d $(DESTDIR)$(schemadir) $(DESTDIR)$(mandir)/man1 $(DESTDIR)$(mandir)/man5
	$(call say,INSTALL $(DESTDIR)$(bindir)/weekplan) $(INSTALL) -m 755 $(PROGRAM) $(DESTDIR)$(bindir)/weekplan
	@if test -x $(MAIL_PROGRAM); then \
	    echo '  INSTALL $(DESTDIR)$(LIBEXECDIR)/weekplan-mail' && \
	    $(INSTALL) -d $(DESTDIR)$(LIBEXECDIR) && \
	    $(INSTALL) -m 755 $(MAIL_PROGRAM) $(DESTDIR)$(LIBEXECDIR)/weekplan-mail && \
	    $(INSTALL) -m 644 $(MAIL_MANUAL) $(DESTDIR)$(mandir)/man1; fi
	$(call say,INSTALL $(DESTDIR)$(mandir)) $(INSTALL) -m 644 $(MANUAL) $(DESTDIR)$(mandir)/man1
	@$(INSTALL) -m 644 $(FORMAT_MANUAL) $(DESTDIR)$(mandir)/man5
	$(call say,INSTALL $(DESTDIR)$(libdir)/libweekplan.a) $(INSTALL) -m 644 $(LIBRARY) $(DESTDIR)$(libdir)/libweekplan.a
	@$(INSTALL) -m 644 $(PC_FILE) $(DESTDIR)$(libdir)/pkgconfig/weekplan.pc
	@$(INSTALL) -m 644 $(PUBLIC_HEADERS) $(DESTDIR)$(includedir)/weekplan
	$(call say,INSTALL $(DESTDIR)$(schemadir)) $(INSTALL) -m 644 $(SCHEMA) $(DESTDIR)$(schemadir)/plan.schema.json
	$(call say,INSTALL $(DESTDIR)$(bashdir)/weekplan) \
	    $(INSTALL) -m 644 $(BUILD)/completion/bash $(DESTDIR)$(bashdir)/weekplan
	$(call say,INSTALL $(DESTDIR)$(zshdir)/_weekplan) \
	    $(INSTALL) -m 644 $(BUILD)/completion/zsh $(DESTDIR)$(zshdir)/_weekplan
	$(call say,INSTALL $(DESTDIR)$(fishdir)/weekplan.fish) \
	    $(INSTALL) -m 644 $(BUILD)/completion/fish $(DESTDIR)$(fishdir)/weekplan.fish
	$(if $(DESTDIR),,@$(SAY_WHAT_IS_MISSING))

# Print the lines that the start-up files of the user's shell need.
define SAY_WHAT_IS_MISSING
case ":$$PATH:" in *:$(bindir):*) ;; *) \
    echo 'The shell does not find weekplan yet. Add to ~/.profile (zsh: ~/.zprofile):'; \
    echo '    PATH=$(bindir):$$PATH' ;; esac; \
if command -v zsh >/dev/null && ! zsh -fc 'print -l $$fpath' </dev/null 2>/dev/null | grep -qxF $(zshdir); then \
    echo 'For the completion in zsh, add to ~/.zshrc, before compinit:'; \
    echo '    fpath=($(zshdir) $$fpath)'; fi
endef

#: uninstall  remove the installed files
uninstall:
	@rm -f $(DESTDIR)$(bindir)/weekplan $(DESTDIR)$(libdir)/libweekplan.a
	@rm -f $(DESTDIR)$(libdir)/pkgconfig/weekplan.pc
	@rm -f $(DESTDIR)$(LIBEXECDIR)/weekplan-mail
	@rm -f $(patsubst docs/man/%,$(DESTDIR)$(mandir)/man1/%,$(MANUAL) $(MAIL_MANUAL))
	@rm -f $(patsubst docs/man/%,$(DESTDIR)$(mandir)/man5/%,$(FORMAT_MANUAL))
	@rm -f $(PUBLIC_HEADERS:include/%=$(DESTDIR)$(includedir)/%)
	@rm -f $(DESTDIR)$(bashdir)/weekplan $(DESTDIR)$(zshdir)/_weekplan
	@rm -f $(DESTDIR)$(fishdir)/weekplan.fish $(DESTDIR)$(schemadir)/plan.schema.json
	@for directory in $(includedir)/weekplan $(schemadir) $(dir $(schemadir)) $(LIBEXECDIR); do \
	    test -n "$$(ls -A $(DESTDIR)$$directory 2>&1)" || rmdir $(DESTDIR)$$directory; done

#: dist       make a source tarball below build/; the same commit gives the same bytes
dist: $(TARBALL)
$(TARBALL): FORCE
	@mkdir -p $(@D)
	$(call say,TAR $@) git ls-files -z | LC_ALL=C sort -z | tar --null -T - --format=ustar --mode=go-w,go+rX,u+rw \
	    --mtime=@$(SOURCE_DATE_EPOCH) --owner=0 --group=0 --numeric-owner \
	    --transform='s,^,weekplan-$(VERSION)/,' -cf - | gzip -9n >$@

#: deb        make the Debian packages weekplan and weekplan-mail below build/deb
deb: $(TARBALL)
	@SOURCE_DATE_EPOCH=$(SOURCE_DATE_EPOCH) .packaging/deb $(abspath $(TARBALL)) $(VERSION) $(abspath $(BUILD)/deb)

#: clean      remove all build output
clean:
	rm -rf $(BUILD)

#: help       print this list
help:
	@sed -n 's/^#: /make /p' Makefile

quoted = '$(subst ','\'',$1)'
say = $(if $(V),,@echo '  $1' &&)
RUN = WEEKPLAN=$(call quoted,$(abspath $(PROGRAM))) tests/run

# A stamp file contains flags or file names. It is written when they change, and all
# targets that depend on it are made again.
STAMPS := $(patsubst %,$(BUILD)/stamp/%,compile link mail libexec objects cmd-objects test pc)
$(BUILD)/stamp/compile: SAYS = $(COMPILE)
$(BUILD)/stamp/link: SAYS = $(LINK) $(STATIC_FLAG) $(LIBS) $(PROGRAM_LIBS)
$(BUILD)/stamp/mail: SAYS = $(MAIL_CFLAGS) $(MAIL_LIBS) $(MAIL_OBJECTS)
$(BUILD)/stamp/libexec: SAYS = $(LIBEXEC_PATH)
$(BUILD)/stamp/objects: SAYS = $(LIB_OBJECTS)
$(BUILD)/stamp/cmd-objects: SAYS = $(CMD_OBJECTS)
$(BUILD)/stamp/pc: SAYS = $(PREFIX) $(libdir) $(includedir) $(PACKAGES)
$(BUILD)/stamp/test: SAYS = $(TEST_CFLAGS) $(CMOCKA_LIBS) $(GMP_LIBS)
$(BUILD)/stamp/compile: NEEDS := $(PACKAGES)
$(BUILD)/stamp/compile: REMEDY := make deps
$(BUILD)/stamp/test: NEEDS := $(TEST_PACKAGES)
$(BUILD)/stamp/test: REMEDY := make deps check

$(STAMPS): FORCE | $(AFTER_DEPS)
	@missing=; for program in $(if $(NEEDS),$(firstword $(CC)) $(firstword $(PKG_CONFIG))); do \
	    command -v "$$program" >/dev/null || missing="$$missing $$program"; done; \
	for package in $(NEEDS); do \
	    $(PKG_CONFIG) --exists "$$package" || missing="$$missing $$package"; done; \
	test -z "$$missing" || { echo "missing:$$missing (installed by '$(REMEDY)')" >&2; exit 1; }
	@mkdir -p $(@D)
	@printf '%s\n' $(call quoted,$(SAYS)) | cmp -s - $@ || \
	    printf '%s\n' $(call quoted,$(SAYS)) >$@

$(OBJECTS): $(BUILD)/%.o: %.c $(BUILD)/stamp/compile
	@mkdir -p $(@D)
	$(call say,CC $@) $(COMPILE) $(OWN_FLAGS) -MMD -MP -c -o $@ $<

LIBEXEC_OBJECT := $(BUILD)/src/cmd/external_command.o
$(LIBEXEC_OBJECT): OWN_FLAGS = -DWEEKPLAN_LIBEXECDIR='"$(LIBEXEC_PATH)"'
$(LIBEXEC_OBJECT): $(BUILD)/stamp/libexec
$(MAIL_OBJECTS): OWN_FLAGS = $(MAIL_CFLAGS)
$(MAIL_OBJECTS): $(BUILD)/stamp/mail
$(TEST_OBJECTS): OWN_FLAGS = $(TEST_CFLAGS)
$(TEST_OBJECTS): $(BUILD)/stamp/test

$(LIBRARY): $(LIB_OBJECTS) $(BUILD)/stamp/objects
$(CMD_LIBRARY): $(CMD_OBJECTS) $(BUILD)/stamp/cmd-objects
$(LIBRARY) $(CMD_LIBRARY):
	@rm -f $@
	$(call say,AR $@) $(AR) rcs $@ $(filter %.o,$^)

$(PROGRAM): $(MAIN_OBJECT) $(CMD_LIBRARY) $(LIBRARY) $(BUILD)/stamp/link
	$(call say,LD $@) $(LINK) $(STATIC_FLAG) -o $@ $(filter %.o %.a,$^) $(PROGRAM_LIBS)

$(COMPLETIONS): $(BUILD)/completion/%: $(PROGRAM)
	@mkdir -p $(@D)
	$(call say,GEN $@) PATH=$(abspath $(BUILD)):$$PATH weekplan completion $* >$@

# The library is an archive: its users also link the libraries that it needs.
$(PC_FILE): include/weekplan/version.h $(BUILD)/stamp/pc
	@mkdir -p $(@D)
	$(call say,GEN $@) printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(libdir)' 'includedir=$(includedir)' '' \
	    'Name: weekplan' 'Description: Weekly plans in YAML files: read, edit, save' \
	    'Version: $(VERSION)' 'Cflags: -I$${includedir}' 'Libs: -L$${libdir} -lweekplan' \
	    'Requires.private: $(PACKAGES)' >$@

$(SCHEMA): $(PROGRAM)
	$(call say,GEN $@) $(PROGRAM) schema >$@

$(MAIL_PROGRAM): $(MAIL_OBJECTS) $(CMD_LIBRARY) $(LIBRARY) $(BUILD)/stamp/link $(BUILD)/stamp/mail
	$(call say,LD $@) $(LINK) -o $@ $(filter %.o %.a,$^) $(MAIL_LIBS) $(LIBS)

$(PROPERTY_TESTS): OWN_LIBS = $(GMP_LIBS)
$(TESTS): %: %.o $(CMD_LIBRARY) $(LIBRARY) $(BUILD)/stamp/link
	$(call say,LD $@) $(LINK) -o $@ $(filter %.o %.a,$^) $(CMOCKA_LIBS) $(OWN_LIBS) $(LIBS)

# The measured time includes loading the libraries.
$(BUILD)/tests/bench/load_libraries: OWN_LIBS = $(LIBS)
# Linked like the program, so that only the handling of the events differs.
$(BUILD)/tests/bench/libyaml_events: OWN_LIBS = $(PROGRAM_LIBS)
$(BENCH_TOOLS): %: %.o $(LIBRARY) $(BUILD)/stamp/link
	$(call say,LD $@) $(LINK) -o $@ $(filter %.o %.a,$^) $(OWN_LIBS)

$(FUZZERS): %: %.o $(LIBRARY) $(BUILD)/stamp/link
	$(call say,LD $@) $(LINK) -fsanitize=fuzzer -o $@ $(filter %.o %.a,$^) $(LIBS)

# Both are built without CFLAGS: a preloaded library does not work with a sanitizer, and
# inject is a tool.
$(FAULTS): $(BUILD)/%.so: %.c $(BUILD)/stamp/compile
	@mkdir -p $(@D)
	$(call say,LD $@) $(CC) $(STANDARD) $(WARNINGS) $(CPPFLAGS) -fPIC -shared -o $@ $<

$(INJECT): $(INJECT_SOURCE) $(BUILD)/stamp/compile
	@mkdir -p $(@D)
	$(call say,LD $@) $(CC) $(STANDARD) $(WARNINGS) $(CPPFLAGS) -O2 -o $@ $<

lint-format: | $(AFTER_DEPS)
	$(call say,FORMAT) $(CLANG_FORMAT) --dry-run -Werror $(SOURCES) $(HEADERS)

# The library exports only names that begin with wp_.
lint-names: $(LIBRARY)
	$(call say,NAMES $<) $(NM) -gP $< | \
	    awk 'NF > 1 && $$2 != "U" && $$1 !~ /^_?wp_/ { print "exported: " $$1; bad = 1 } \
	        END { exit bad }'

# Print the output of clang-tidy only if it fails: it always prints a count of hidden
# findings.
$(SOURCES:%=$(BUILD)/lint/%.ok): $(BUILD)/lint/%.ok: % $(HEADERS) .clang-tidy tests/.clang-tidy \
    $(BUILD)/stamp/compile $(BUILD)/stamp/test
	@mkdir -p $(@D)
	$(call say,TIDY $<) said=$$($(CLANG_TIDY) --quiet $< -- $(STANDARD) $(PACKAGE_CFLAGS) \
	    $(TEST_CFLAGS) $(MAIL_CFLAGS) 2>&1) || \
	    { printf '%s\n' "$$said"; exit 1; }
	@touch $@

HEADER_CHECK = $(CLANG) $(WARNINGS) -Werror $(PACKAGE_CFLAGS) $(TEST_CFLAGS) -Iinclude -fsyntax-only
$(HEADERS:%=$(BUILD)/lint/%.ok): $(BUILD)/lint/%.ok: % $(HEADERS) $(BUILD)/stamp/compile
	@mkdir -p $(@D)
	$(call say,ALONE $<) echo '#include "$<"' | $(HEADER_CHECK) $(STANDARD) -I. -x c -
	$(if $(filter include/%,$<),@echo '#include "$<"' | $(HEADER_CHECK) -I. -x c++ -)
	@touch $@

-include $(OBJECTS:.o=.d)
