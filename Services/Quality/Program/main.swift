import MeshRuntime
import Quality

await ServiceProgram.run(qualityService)
