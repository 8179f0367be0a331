// Makes what the laboratory needs at run time (worker, libraries, Python snapshot) under .cache/lab/.
import { makeLabAssets } from '../lab/build.node.ts';

await makeLabAssets();
