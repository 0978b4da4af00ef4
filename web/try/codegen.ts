import { houseCodegen } from '@qoricash/sdk/codegen';

export default houseCodegen({ documents: ['src/**/*.graphql'], output: 'src/gql/' });
