# One-liners over Maven and the launcher. `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help

FOLD   ?= 1
FOLDS  ?= 1 2 3 4 5
DATA   ?= data
CONFIG ?= $(if $(wildcard $(DATA)/ISIC_2019_Training_Input),configs/isic/fedmas.yaml,configs/sample.yaml)
MVN    ?= mvn -B -q -ntp
# real images for tests, a folder as data/README.md describes; empty: those tests are skipped
ISIC   ?=
# odd picture files with Pillow's answer for each: manifest.csv and files/; empty: their test is skipped
ODD    ?=
# the 200 images of PH2 with manifest.csv, for the test of external validation; empty: ../shared/ph2, if it exists
PH2    ?=
GOLDEN ?=

stamp   := pipeline/target/.built
sources := $(shell find pom.xml pipeline/pom.xml pipeline/src/main pipeline/{store,results,inputs,mlflow}/pom.xml pipeline/{store,results,inputs,mlflow}/src/main stages/*/pom.xml stages/*/src/main configs/sample.yaml -type f 2>/dev/null)
options := --config $(CONFIG) --fold $(FOLD) --data $(DATA) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(RUN),--run $(RUN))
# test classes side by side; end-to-end tests start processes of their own and stay one by one
forks   := -Dtest.forks=2
tests   := -Dfedmas.isic=$(ISIC) -Dfedmas.odd=$(ODD) $(if $(PH2),-Dfedmas.ph2=$(abspath $(PH2))) $(if $(GOLDEN),-Dfedmas.golden=$(abspath $(GOLDEN)))

# an archive of loaded classes, so that commands start sooner; optional
archive := pipeline/target/classes.jsa
keep-classes = test $(archive) -nt "$$(ls pipeline/target/fedmas-pipeline-*.jar)" || { rm -f $(archive); \
  FEDMAS_JAVA=-XX:ArchiveClassesAtExit=$(archive) pipeline/fedmas run --config configs/sample.yaml --set dataset.images=60 --until partition \
    --artifacts pipeline/target/archived --progress none > pipeline/target/classes.log 2>&1 || true; rm -rf pipeline/target/archived; }

.PHONY: help pipeline stage folds experiments status report build data data-note test parity e2e soak bench clean format cluster-home cluster-up cluster-down

help: ## lists these targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/  make \1\t\2/' | expand -t 20
	@echo "  variables: FOLD FOLDS SEED CONFIG DATA ROUNDS RUN TABLE STAGE FORCE ARGS GOLDEN ISIC ODD PH2"

$(stamp): $(sources)
	@echo "building (mvn -DskipTests package) …" >&2
	@$(MVN) -DskipTests package
	@$(keep-classes)
	@touch $@

build: $(stamp) ## builds what the launcher needs

data: $(stamp) ## fetches the real inputs: make data [ARGS="--accept-licences --only NAME"]
	@pipeline/fedmas data fetch --data $(DATA) $(ARGS)

data-note:
ifeq ($(CONFIG),configs/sample.yaml)
	@echo "config configs/sample.yaml: $(DATA)/ISIC_2019_Training_Input does not exist, so this run uses generated pictures." >&2
	@echo "for the real images: make data; then: make pipeline FOLD=$(FOLD) CONFIG=configs/isic/fedmas.yaml" >&2
endif

pipeline: $(stamp) data-note ## runs the whole pipeline: make pipeline FOLD=1
	@pipeline/fedmas run $(options) $(ARGS)

stage: $(stamp) ## one stage of the same run: make stage STAGE=features FOLD=1 [FORCE=1]
	@test -n "$(STAGE)" || { echo "error: which stage? run: make stage STAGE=features" >&2; exit 2; }
	@pipeline/fedmas run $(options) --only $(STAGE) $(if $(FORCE),--force $(STAGE)) $(ARGS)

folds: $(stamp) data-note ## folds 1-5 and the table of mean and deviation: make folds [FOLDS="1 2"] [SEED=0] [TABLE="--format tex"]
	@for fold in $(FOLDS); do \
	  pipeline/fedmas run --config $(CONFIG) --fold $$fold --data $(DATA) $(if $(ROUNDS),--rounds $(ROUNDS)) \
	    $(if $(RUN),--run $(RUN)-fold$$fold) $(if $(SEED),--set seed=$(SEED)) $(ARGS); \
	  code=$$?; test $$code -lt 128 || exit $$code; \
	done; \
	pipeline/fedmas folds --config $(CONFIG) --folds "$(FOLDS)" $(if $(RUN),--run $(RUN)) $(if $(SEED),--set seed=$(SEED)) $(TABLE)

status: $(stamp) ## units present, missing and stale, per stage
	@pipeline/fedmas status $(options) $(ARGS)

report: $(stamp) ## writes the run's report again
	@pipeline/fedmas report $(options) $(ARGS)

experiments: $(stamp) ## a table of methods, folds and seeds, resumable: make experiments CONFIG=configs/sample-experiments.yaml
	@pipeline/fedmas experiments $(if $(filter file,$(origin CONFIG)),configs/sample-experiments.yaml,$(CONFIG)) --data $(DATA) $(ARGS)

test: ## unit, property and law tests and small golden cases
	@mvn -B -ntp test $(tests) $(forks)

parity: ## every golden case: make parity [GOLDEN=dir]
	@rm -rf target/parity && mkdir -p target/parity
	@status=0; mvn -B -ntp --fail-at-end test $(tests) -Dtest.groups=parity -Dtest.excludedGroups=none $(forks) || status=$$?; \
	 java -cp stages/testkit/target/classes org.fedmas.testkit.ParitySummary target/parity/cases.tsv || status=1; exit $$status

home := pipeline/cluster/target/.filled

$(home): $(sources) pipeline/cluster/pom.xml
	@echo "filling a Flink home: pipeline/cluster/target/home …" >&2
	@$(MVN) -Pcluster -DskipTests -Dmaven.test.skip=true package -pl pipeline/cluster,pipeline/mlflow -am
	@$(keep-classes)
	@touch $(stamp) $@

cluster-home: $(home) ## fills a Flink home with fedmas and its libraries: pipeline/cluster/target/home

cluster-up: $(home) ## a Flink cluster of separate processes on this machine
	@pipeline/cluster/cluster up

cluster-down: ## stops that cluster
	@pipeline/cluster/cluster down

e2e: $(home) ## through the real command line
	@mvn -B -ntp test $(tests) -pl pipeline -am -Dtest.groups=e2e -Dtest.excludedGroups=none

# benchmarks compare with the scripts in REFERENCE and use the real images in IMAGES, where these are given
REFERENCE ?=
IMAGES    ?=
bench := $(realpath .)/pipeline/bench/target

bench: $(home) ## measures what the stages cost: make bench [ONLY=training,features] [QUICK=1] [TURNS=5] [THREADS=1] [REFERENCE=dir] [IMAGES=dir]
	@$(MVN) -Pbench -DskipTests -Dmaven.test.skip=true package
	@$(keep-classes)
	@FEDMAS_MAIN=org.fedmas.bench.Bench FEDMAS_JAVA="-Xms$${FEDMAS_HEAP:-3g} $$FEDMAS_JAVA" FEDMAS_CLASSPATH="$(bench)/classes:$(bench)/lib/*" pipeline/fedmas --json target/bench.json \
	  $(if $(REFERENCE),--reference "$(realpath $(REFERENCE))") $(if $(IMAGES),--images "$(realpath $(IMAGES))") $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick) \
	  $(if $(TURNS),--turns $(TURNS)) $(if $(THREADS),--threads $(THREADS)) $(ARGS)

soak: $(home) ## long tests: 25 kills, all faults, long clusters, 20,000 damaged files of each kind
	@mvn -B -ntp test $(tests) -Dfedmas.mutations=20000 -Dtest.groups=soak -Dtest.excludedGroups=none

format: ## formats the sources
	@$(MVN) spotless:apply

clean: ## removes build output; keeps artifacts and data
	@$(MVN) clean
