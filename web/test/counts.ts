import type { Reporter, TestModule } from "vitest/node";

/** Prints each failure, and then counts the way `node --test` does, so that one script can add up all of them. */
export default class Counts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let [passed, failed] = [0, 0];
    for (const module of modules) {
      for (const error of module.errors())
        console.log(`not ok - ${module.relativeModuleId}\n${error.stack ?? error.message}`);
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") passed += 1;
        if (result.state !== "failed") continue;
        failed += 1;
        console.log(`not ok - ${module.relativeModuleId}: ${test.fullName}`);
        for (const error of result.errors) console.log(error.stack ?? error.message, error.diff ?? "");
      }
    }
    console.log(`# tests ${passed + failed}\n# pass ${passed}\n# fail ${failed}`);
  }
}
